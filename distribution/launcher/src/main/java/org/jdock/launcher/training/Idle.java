package org.jdock.launcher.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** When this process does nothing, by the processor time that it used (proc(5), stat). */
final class Idle {
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final long STEP_MILLIS = 2000;

  /** Hundredths of a second in one step that do not count as work. */
  private static final long NOTHING = 4;

  private Idle() {}

  /** Returns when nothing was done for some seconds. */
  static void await() throws IOException, InterruptedException {
    int quiet = 0;
    long before = used();
    while (quiet < 3) {
      Thread.sleep(STEP_MILLIS);
      long now = used();
      quiet = now - before <= NOTHING ? quiet + 1 : 0;
      before = now;
    }
  }

  private static long used() throws IOException {
    var all = Files.readString(STAT);
    // The name, in parentheses, may have anything in it; the state is the field after it.
    var fields = all.substring(all.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }
}
