package org.jdock.driver.storage.vfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A coreutils program, run to its end: for work where one process does what would take a dozen
 * system calls a file from here.
 */
final class Tool {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"));

  private Tool() {}

  /** Whether a program is installed. */
  static boolean exists(String name) {
    return PLACES.stream().anyMatch(dir -> Files.isExecutable(dir.resolve(name)));
  }

  /**
   * What a program prints.
   *
   * @throws IOException when it cannot be started or fails, with what it complained of; an
   *     interrupt ends it too
   */
  static String run(List<String> command) throws IOException {
    Path errors = Files.createTempFile("jdock-", ".err"); // a pipe could fill up unread
    try {
      var builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putAll(Map.of("LC_ALL", "C"));
      Process process = builder.start();
      String output;
      int code;
      try {
        process.getOutputStream().close();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        code = process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while " + command.getFirst() + " ran");
      } finally {
        process.destroyForcibly();
      }
      if (code != 0) {
        String complaint = Files.readString(errors, StandardCharsets.UTF_8).strip();
        throw new IOException(
            command.getFirst()
                + " ended with "
                + code
                + (complaint.isEmpty() ? "" : ": " + complaint.lines().limit(3).toList()));
      }
      return output;
    } finally {
      Files.deleteIfExists(errors);
    }
  }
}
