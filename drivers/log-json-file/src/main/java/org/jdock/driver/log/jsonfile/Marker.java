package org.jdock.driver.log.jsonfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which generation the written file is of: the number grows with each rotation, so that the rotated
 * file {@code .k} is k generations older. The inode tells whether a rotation was cut short.
 */
record Marker(long generation, long inode) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,19})\n");

  /** Null when there is none that makes sense. */
  static @Nullable Marker read(LogFiles files) throws IOException {
    try {
      Matcher m = FORM.matcher(Files.readString(files.marker()));
      return m.matches()
          ? new Marker(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)))
          : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  void write(LogFiles files) throws IOException {
    var temporary = files.marker().resolveSibling(files.name() + ".generation.tmp");
    Files.writeString(temporary, generation + " " + inode + "\n");
    LogFiles.move(temporary, files.marker());
  }
}
