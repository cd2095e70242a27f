package org.jdock.launcher.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jdock.launcher.host.StartException;

/** The folder's other files: {@code PID.cfg} and {@code PID~name.cfg}, for drivers. */
final class PidFiles {
  private static final Pattern NAME = Pattern.compile("([\\w.-]+(?:~[\\w.-]+)?)\\.cfg");

  private final Path folder;
  private final String except;
  private final Map<String, Map<String, List<String>>> last = new TreeMap<>();

  PidFiles(Path folder, String except) {
    this.folder = folder;
    this.except = except;
  }

  /**
   * Reads them.
   *
   * @param refusals told of each file that is malformed, with its PID; what it said before still
   *     holds
   * @return values by name, by PID
   */
  Map<String, Map<String, List<String>>> read(BiConsumer<String, String> refusals)
      throws IOException {
    var now = new TreeMap<String, Map<String, List<String>>>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, "*.cfg")) {
        for (var file : files) {
          var name = file.getFileName().toString();
          var match = NAME.matcher(name);
          if (name.equals(except)) {
            continue;
          }
          if (match.matches()) {
            read(file, match.group(1), now, refusals);
          } else {
            refusals.accept(name, name + " is not PID.cfg or PID~name.cfg");
          }
        }
      }
    }
    last.clear();
    last.putAll(now);
    return now;
  }

  private void read(
      Path file,
      String pid,
      Map<String, Map<String, List<String>>> now,
      BiConsumer<String, String> refusals) {
    try {
      var values = new LinkedHashMap<String, List<String>>();
      for (var entry : CfgFile.read(file).entries()) {
        values.computeIfAbsent(entry.key(), _ -> new ArrayList<>()).add(entry.value());
      }
      now.put(pid, values);
    } catch (StartException e) {
      refusals.accept(pid, String.valueOf(e.getMessage()));
      var before = last.get(pid);
      if (before != null) {
        now.put(pid, before);
      }
    }
  }
}
