package org.jdock.http.internal.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row for a method and a path: literal paths first, then patterns in the order of the
 * table. Rows are looked up by the path's first segment, so a long table costs nothing.
 */
final class RouteTable<R> {
  private record Row<R>(String method, PathPattern pattern, R target) {}

  /** What was found. */
  record Match<R>(R target, Map<String, String> parameters) {}

  private final Map<String, R> literal = new HashMap<>();
  private final Map<String, List<Row<R>>> byFirst = new HashMap<>();

  void add(String method, String path, R target) {
    var pattern = new PathPattern(path);
    var first = pattern.first();
    if (first == null) {
      throw new IllegalArgumentException("a route begins with a word: " + path);
    }
    if (pattern.literal()) {
      if (literal.putIfAbsent(method + " " + path, target) != null) {
        throw new IllegalArgumentException("two routes for " + method + " " + path);
      }
    } else {
      byFirst
          .computeIfAbsent(first, k -> new ArrayList<>())
          .add(new Row<>(method, pattern, target));
    }
  }

  /**
   * Looks a path up.
   *
   * @param path without version and query, percent-encoded
   */
  @Nullable Match<R> find(String method, String path) {
    var exact = literal.get(method + " " + path);
    if (exact == null) {
      exact = literal.get("* " + path);
    }
    if (exact != null) {
      return new Match<>(exact, Map.of());
    }
    var segments = PathPattern.split(path);
    if (segments.isEmpty()) {
      return null;
    }
    for (var row : byFirst.getOrDefault(segments.getFirst(), List.of())) {
      if (row.method().equals(method) || row.method().equals("*")) {
        var parameters = row.pattern().match(segments);
        if (parameters != null) {
          return new Match<>(row.target(), parameters);
        }
      }
    }
    return null;
  }
}
