package org.jdock.itest.images.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** Runs a program of the host and reads what it prints. */
final class Command {
  private Command() {}

  /**
   * Runs {@code command} in the C locale and returns its standard output. Blocks.
   *
   * @throws IOException if it can't be started or exits non-zero; the message has what it said
   */
  static String run(List<String> command) throws IOException {
    var output = Files.createTempFile("jdock-command", ".out");
    var errors = Files.createTempFile("jdock-command", ".err");
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
      builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
      var status = await(builder.start());
      if (status != 0) {
        var said = Files.readString(errors, StandardCharsets.UTF_8).strip();
        throw new IOException(String.join(" ", command) + ": exit status " + status + ": " + said);
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }

  /** Waits for {@code process}; an interrupt ends it and becomes an {@link IOException}. */
  static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a command", e);
    }
  }
}
