package org.jdock.driver.log.jsonfile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;

/** What every line of a container carries beside its text: chosen labels, variables and a tag. */
final class Attributes {
  private Attributes() {}

  /**
   * A JSON object with its names sorted; empty when there is nothing to carry.
   *
   * @throws DriverException INVALID for a malformed expression or template
   */
  static String json(LogTarget target, Map<String, String> options) throws DriverException {
    Map<String, String> all = new TreeMap<>();
    choose(target.labels(), options.get("labels"), options.get("labels-regex"), all);
    choose(variables(target), options.get("env"), options.get("env-regex"), all);
    String tag = options.getOrDefault("tag", "");
    if (!tag.isEmpty()) {
      all.put("tag", TagTemplate.render(tag, target));
    }
    if (all.isEmpty()) {
      return "";
    }
    return all.entrySet().stream()
        .map(e -> LineEncoder.quote(e.getKey()) + ":" + LineEncoder.quote(e.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static void choose(
      Map<String, String> from,
      @Nullable String names,
      @Nullable String expression,
      Map<String, String> into)
      throws DriverException {
    if (names != null && !names.isEmpty()) {
      for (String name : names.split(",", -1)) {
        String value = from.get(name);
        if (value != null) {
          into.put(name, value);
        }
      }
    }
    if (expression != null && !expression.isEmpty()) {
      Predicate<String> wanted = compile(expression);
      from.forEach((name, value) -> {
        if (wanted.test(name)) {
          into.put(name, value);
        }
      });
    }
  }

  private static Predicate<String> compile(String expression) throws DriverException {
    try {
      return Pattern.compile(expression).asPredicate();
    } catch (PatternSyntaxException e) {
      throw new DriverException(
          DriverException.Kind.INVALID, "error parsing regexp: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> variables(LogTarget target) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String variable : target.environment()) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        all.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return all;
  }
}
