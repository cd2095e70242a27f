package org.jdock.launcher.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jdock.launcher.host.StartException;
import org.jspecify.annotations.Nullable;

/**
 * The flags of {@code jdock daemon}, in the ways that dockerd takes them: {@code --name value},
 * {@code --name=value}, {@code -x value}, {@code -xvalue}.
 *
 * @param values what they set
 * @param config the folder of {@code --config}, or null
 * @param help whether {@code --help} was among them
 */
public record CommandLine(Values values, @Nullable Path config, boolean help) {
  private static final String CONFIG = "--config";

  /**
   * Reads flags.
   *
   * @throws StartException if one is unknown or lacks its value
   */
  public static CommandLine parse(List<String> arguments) throws StartException {
    var values = new Values();
    Path config = null;
    var help = false;
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      var word = rest.next();
      int equals = word.indexOf('=');
      var name = word.startsWith("--") && equals > 0 ? word.substring(0, equals) : word;
      var attached = name.equals(word) ? null : word.substring(equals + 1);
      if (name.equals("--help") || name.equals("-h")) {
        help = true;
      } else if (name.equals(CONFIG)) {
        config = folder(value(name, attached, rest));
      } else if (name.startsWith("--")) {
        add(values, known(Key.of(name.substring(2)), word), name, attached, rest);
      } else if (name.length() > 1 && name.charAt(0) == '-') {
        var key = known(Key.of(name.charAt(1)), word);
        var tail = name.length() > 2 ? name.substring(name.charAt(2) == '=' ? 3 : 2) : null;
        add(values, key, name.substring(0, 2), tail, rest);
      } else {
        throw new StartException("daemon takes flags only, not \"%s\"".formatted(word));
      }
    }
    return new CommandLine(values, config, help);
  }

  /** What {@code --help} prints. */
  public static String usage() {
    var text =
        new StringBuilder(
            """
            jdock daemon [flags]: the container engine

            Each flag is a key of daemon.cfg as well; a flag has the last word.

            """);
    for (var key : Key.values()) {
      text.append(key.help()).append('\n');
    }
    return text.append("      --config FOLDER                  folder of daemon.cfg").toString();
  }

  private static void add(
      Values values, Key key, String name, @Nullable String attached, Iterator<String> rest)
      throws StartException {
    if (key.kind() == Key.Kind.SWITCH) {
      values.add(key, attached == null ? "true" : attached, name);
    } else {
      values.add(key, value(name, attached, rest), name);
    }
  }

  /** It must be there: a mistyped one would start a daemon that nobody configured. */
  private static Path folder(String text) throws StartException {
    var folder = Path.of(text).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new StartException(
          "%s: %s is not a directory (make it, even if empty)".formatted(CONFIG, folder));
    }
    return folder;
  }

  private static String value(String name, @Nullable String attached, Iterator<String> rest)
      throws StartException {
    if (attached != null) {
      return attached;
    }
    if (!rest.hasNext()) {
      throw new StartException(name + " needs a value");
    }
    return rest.next();
  }

  private static Key known(@Nullable Key key, String word) throws StartException {
    if (key == null) {
      throw new StartException("unknown flag: %s (see jdock daemon --help)".formatted(word));
    }
    return key;
  }
}
