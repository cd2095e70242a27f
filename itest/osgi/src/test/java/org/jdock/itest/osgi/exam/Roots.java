package org.jdock.itest.osgi.exam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The directories of one class's tests, known on both sides of the framework. */
public final class Roots {
  private static final String PROPERTY = "jdock.test.roots";

  private Roots() {}

  /** The directory that all others lie in. */
  public static Path top() {
    return Path.of(System.getProperty(PROPERTY));
  }

  static void make() throws IOException {
    System.setProperty(PROPERTY, Files.createTempDirectory("jdock-osgi").toString());
  }

  /** With what an engine keeps mounted there for its next start. */
  static void remove() throws IOException, InterruptedException {
    var mine = top() + "/";
    for (var line : List.copyOf(Files.readAllLines(Path.of("/proc/self/mountinfo"))).reversed()) {
      var point = line.split(" ")[4];
      if (point.startsWith(mine)) {
        var umount = new ProcessBuilder("umount", "-l", point).inheritIO().start();
        if (umount.waitFor() != 0) {
          throw new IOException(point + " stays mounted");
        }
      }
    }
    try (var all = Files.walk(top())) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
