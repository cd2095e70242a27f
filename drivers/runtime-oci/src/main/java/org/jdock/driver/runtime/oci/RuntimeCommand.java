package org.jdock.driver.runtime.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdock.linux.process.Child;
import org.jdock.linux.process.Signals;
import org.jdock.linux.process.Spawn;
import org.jdock.spi.DriverException;

/** One call of the runtime's command line (3 to 6 ms for runc). Platform threads only. */
final class RuntimeCommand {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROOM = 16 << 20;

  private RuntimeCommand() {}

  /**
   * What it answered.
   *
   * @param ok whether it succeeded
   * @param output standard output
   * @param error the message of its failure
   */
  record Result(boolean ok, String output, String error) {
    /** Fails with the runtime's message unless it succeeded. */
    void orThrow(String what) throws DriverException {
      if (!ok) {
        throw new DriverException(DriverException.Kind.FAILED, what + ": " + error);
      }
    }
  }

  /** Runs a command of the runtime to its end. */
  static Result run(Tool tool, String... command) throws DriverException {
    Path log = null;
    try {
      log = Files.createTempFile(tool.execRoot(), "call", ".log");
      List<String> all = new ArrayList<>();
      all.add(tool.command().toString());
      all.addAll(tool.global(log));
      all.addAll(List.of(command));
      try (Child child = Spawn.of(all).captureOutput().captureError().start()) {
        var status = child.waitFor(LIMIT);
        if (status.isEmpty()) {
          child.signal(Signals.KILL);
          child.waitFor(LIMIT);
          return new Result(false, "", "no answer after " + LIMIT.toSeconds() + " s");
        }
        String error = RuntimeLog.lastError(log);
        return new Result(
            status.getAsInt() == 0,
            text(child.output(ROOM)),
            error.isEmpty() ? text(child.error(ROOM)) : error);
      }
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.FAILED, tool.runtime() + " can't be run: " + e.getMessage(), e);
    } finally {
      if (log != null) {
        log.toFile().delete();
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }
}
