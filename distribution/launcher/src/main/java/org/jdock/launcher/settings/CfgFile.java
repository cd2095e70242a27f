package org.jdock.launcher.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdock.launcher.host.StartException;

/**
 * A file of {@code key = value} lines; {@code #} starts a line of comment. A key that is there more
 * than once makes a list.
 *
 * @param name of the file
 * @param entries in its order
 */
record CfgFile(String name, List<Entry> entries) {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]+");

  /** One line. */
  record Entry(int line, String key, String value) {}

  /**
   * Reads one.
   *
   * @throws StartException if it is malformed; says where
   */
  static CfgFile read(Path path) throws StartException {
    var name = String.valueOf(path.getFileName());
    var entries = new ArrayList<Entry>();
    int number = 0;
    for (var line : lines(path, name)) {
      number++;
      var text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      int equals = text.indexOf('=');
      var key = equals < 0 ? text : text.substring(0, equals).strip();
      if (equals < 0 || !KEY.matcher(key).matches()) {
        throw new StartException("%s:%d: \"%s\" is not key = value".formatted(name, number, text));
      }
      entries.add(new Entry(number, key, text.substring(equals + 1).strip()));
    }
    return new CfgFile(name, List.copyOf(entries));
  }

  /** As settings of the daemon; an empty value is none. */
  Values values() throws StartException {
    var values = new Values();
    for (var entry : entries) {
      var where = name + ":" + entry.line();
      var key = Key.of(entry.key());
      if (key == null) {
        throw new StartException("%s: unknown key %s".formatted(where, entry.key()));
      }
      if (!entry.value().isEmpty()) {
        values.add(key, entry.value(), where);
      }
    }
    return values;
  }

  private static List<String> lines(Path path, String name) throws StartException {
    try {
      return Files.readAllLines(path);
    } catch (CharacterCodingException e) {
      throw new StartException(name + " is not UTF-8", e);
    } catch (IOException e) {
      throw new StartException("%s can't be read: %s".formatted(name, e), e);
    }
  }
}
