package org.jdock.http.internal.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.http.internal.wire.HttpProblem;

/** Query strings. */
final class Query {
  private Query() {}

  /**
   * The parameters in their order, each with all its values.
   *
   * @param raw what follows the question mark, percent-encoded
   * @throws HttpProblem 400 if the encoding is broken
   */
  static Map<String, List<String>> parse(String raw) {
    var all = new LinkedHashMap<String, List<String>>();
    for (var pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int eq = pair.indexOf('=');
        var name = decode(eq < 0 ? pair : pair.substring(0, eq));
        var value = eq < 0 ? "" : decode(pair.substring(eq + 1));
        all.computeIfAbsent(name, k -> new ArrayList<>(1)).add(value);
      }
    }
    return all;
  }

  private static String decode(String s) {
    try {
      return URLDecoder.decode(s, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest("malformed query: " + s);
    }
  }
}
