package org.jdock.launcher.settings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdock.launcher.host.StartException;

/** What was given, as text: by key, in the order given. Not thread-safe until it is left alone. */
public final class Values {
  private final Map<Key, List<String>> given = new EnumMap<>(Key.class);

  /**
   * Adds one.
   *
   * @param where for the message: "--debug", "daemon.cfg:7"
   */
  void add(Key key, String value, String where) throws StartException {
    if (key.kind() == Key.Kind.SWITCH && !value.equals("true") && !value.equals("false")) {
      throw new StartException("%s: \"%s\" is neither true nor false".formatted(where, value));
    }
    if (key.kind() == Key.Kind.PAIRS && value.indexOf('=') <= 0) {
      throw new StartException("%s: \"%s\" is not name=value".formatted(where, value));
    }
    given.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
  }

  /** These, and for keys that are not here those of {@code others}. */
  public Values over(Values others) {
    var both = new Values();
    both.given.putAll(others.given);
    both.given.putAll(given);
    return both;
  }

  /** The last one, or {@code fallback}. */
  String text(Key key, String fallback) {
    var all = list(key);
    return all.isEmpty() ? fallback : all.getLast();
  }

  /** All; empty if there is none. */
  List<String> list(Key key) {
    return List.copyOf(given.getOrDefault(key, List.of()));
  }
}
