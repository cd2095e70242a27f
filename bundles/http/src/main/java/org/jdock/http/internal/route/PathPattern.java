package org.jdock.http.internal.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdock.http.internal.wire.HttpProblem;
import org.jspecify.annotations.Nullable;

/**
 * A path with parameters: {@code {id}} takes one segment, {@code {name:.*}} one or more (image
 * names have slashes). At most one greedy parameter. An encoded slash does not separate segments.
 */
final class PathPattern {
  private final String text;
  private final List<String> segments;
  private final int greedy;

  PathPattern(String text) {
    this.text = text;
    this.segments = split(text);
    int at = -1;
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).endsWith(":.*}")) {
        if (at >= 0) {
          throw new IllegalArgumentException("two greedy parameters in " + text);
        }
        at = i;
      }
    }
    this.greedy = at;
  }

  /** The segments of a path, still percent-encoded; the first slash begins the first. */
  static List<String> split(String path) {
    if (!path.startsWith("/")) {
      return List.of();
    }
    return List.of(path.substring(1).split("/", -1));
  }

  /** The first segment, or null if that is a parameter. */
  @Nullable String first() {
    var first = segments.getFirst();
    return isParameter(first) ? null : first;
  }

  /** Whether there are no parameters. */
  boolean literal() {
    return segments.stream().noneMatch(PathPattern::isParameter);
  }

  /** The parameters' values, decoded; null if the path does not match. */
  @Nullable Map<String, String> match(List<String> path) {
    int extra = path.size() - segments.size();
    if (extra < 0 || (extra > 0 && greedy < 0)) {
      return null;
    }
    var found = new TreeMap<String, String>();
    for (int i = 0, at = 0; i < segments.size(); i++) {
      var want = segments.get(i);
      int width = i == greedy ? extra + 1 : 1;
      if (isParameter(want)) {
        var value = value(path.subList(at, at + width));
        if (value.isEmpty()) {
          return null;
        }
        found.put(want.substring(1, want.length() - (i == greedy ? 4 : 1)), value);
      } else if (!want.equals(path.get(at))) {
        return null;
      }
      at += width;
    }
    return found;
  }

  private static String value(List<String> segments) {
    var decoded = new ArrayList<String>(segments.size());
    for (var s : segments) {
      decoded.add(decode(s));
    }
    return String.join("/", decoded);
  }

  private static String decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      // A plus sign is a plus sign in a path, and a space only in a query.
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest("malformed path: " + segment);
    }
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  @Override
  public String toString() {
    return text;
  }
}
