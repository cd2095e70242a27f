package org.jdock.driver.runtime.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.jdock.linux.process.ProgramCopy;
import org.jspecify.annotations.Nullable;

/**
 * crun in a form that it need not guard. So that no container can overwrite it (CVE-2019-5736) it
 * looks whether it runs from sealed memory, and if not, mounts itself read-only somewhere and
 * starts anew from there: half of the time of an exec. Here it is copied into sealed memory once,
 * and once more when the program on the disk is another one. Thread-safe.
 */
final class GuardedRuntime implements AutoCloseable {
  private final List<ProgramCopy> copies = new ArrayList<>();
  private String stamp = "";
  private @Nullable Path current;

  /**
   * What conmon is to run for a command. It does so at once: a path that ends with the daemon will
   * do.
   *
   * @return the command itself unless it is crun, or where there can be no copy
   */
  Path of(Tool tool, Path command) {
    return tool.dialect() == Dialect.CRUN && command.equals(tool.runtime())
        ? copy(command)
        : command;
  }

  private synchronized Path copy(Path runtime) {
    String now = stamp(runtime);
    Path known = current;
    if (known != null && now.equals(stamp)) {
      return known;
    }
    Path made = runtime;
    try {
      // Earlier ones stay: a monitor may be about to run one.
      ProgramCopy copy = ProgramCopy.of(runtime);
      copies.add(copy);
      made = copy.path();
    } catch (IOException e) {
      LogManager.getLogger(GuardedRuntime.class).debug("{} is run as it is", runtime, e);
    }
    stamp = now;
    current = made;
    return made;
  }

  private static String stamp(Path program) {
    try {
      return Files.readAttributes(program, "unix:ino,size,ctime").toString();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public synchronized void close() {
    copies.forEach(ProgramCopy::close);
    copies.clear();
    current = null;
  }
}
