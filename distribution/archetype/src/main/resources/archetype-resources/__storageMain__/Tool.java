package ${package};

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/** Programs of coreutils, which keep all that a file has: owners, attributes, devices, holes. */
final class Tool {
  private Tool() {}

  /** Runs one to its end; an interrupt ends it, and the call. */
  static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      byte[] said = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IOException(
            command[0] + ": " + new String(said, StandardCharsets.UTF_8).lines().limit(3).toList());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + command[0] + " ran");
    } finally {
      process.destroyForcibly();
    }
  }
}
