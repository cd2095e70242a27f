package org.jdock.driver.network.bridge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jspecify.annotations.Nullable;

/** Runs a program in the calling thread's namespaces and waits for its end. */
final class Tool {
  private Tool() {}

  /** Finds a program, also where only root's search path leads; null when there is none. */
  static @Nullable Path find(String name) {
    String path = System.getenv("PATH");
    String all = (path == null ? "" : path + ":") + "/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin";
    for (String directory : all.split(":", -1)) {
      Path file = Path.of(directory, name);
      if (!directory.isEmpty() && Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /**
   * Runs it.
   *
   * @param input small enough for a pipe or read before anything is written
   * @return what it printed, to either stream
   * @throws DriverException UNAVAILABLE when it isn't there, FAILED with its own words
   */
  static String run(String input, String name, String... arguments) throws DriverException {
    Path program = find(name);
    if (program == null) {
      throw new DriverException(
          DriverException.Kind.UNAVAILABLE, name + " not found: install the iptables package");
    }
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new DriverException(
            DriverException.Kind.FAILED, name + " failed (" + code + "): " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new DriverException(DriverException.Kind.FAILED, "cannot run " + program, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(
          DriverException.Kind.FAILED, "interrupted while running " + name, e);
    }
  }
}
