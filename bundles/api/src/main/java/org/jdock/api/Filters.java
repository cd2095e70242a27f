package org.jdock.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list is narrowed to, as {@code --filter name=value} says: values of one name are
 * alternatives, names must all match. Immutable.
 *
 * @param values by name
 */
public record Filters(Map<String, List<String>> values) {
  /** Matches everything. */
  public static final Filters NONE = new Filters(Map.of());

  /** Keeps its own copies. */
  public Filters {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((k, v) -> copy.put(k, List.copyOf(v)));
    values = java.util.Collections.unmodifiableMap(copy);
  }

  /**
   * Refuses names that a list does not know.
   *
   * @throws ProblemException INVALID, as Docker words it
   */
  public void allowOnly(Set<String> names) {
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw ProblemException.invalid("invalid filter '" + name + "'");
      }
    }
  }

  /** The values of a name; empty when it is not given. */
  public List<String> get(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Whether a name is not given, or one of its values equals this one. */
  public boolean exact(String name, String value) {
    List<String> wanted = get(name);
    return wanted.isEmpty() || wanted.contains(value);
  }

  /** Whether these labels have every {@code label=key} or {@code label=key=value} asked for. */
  public boolean labels(@Nullable Map<String, String> labels) {
    for (String wanted : get("label")) {
      int eq = wanted.indexOf('=');
      String key = eq < 0 ? wanted : wanted.substring(0, eq);
      String value = labels == null ? null : labels.get(key);
      if (value == null || (eq >= 0 && !value.equals(wanted.substring(eq + 1)))) {
        return false;
      }
    }
    return true;
  }
}
