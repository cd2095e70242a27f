package org.jdock.driver.runtime.oci;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdock.linux.process.Child;
import org.jdock.linux.process.Spawn;
import org.jdock.spi.DriverException;

/** Finds programs and asks them for their versions. Thread-safe. */
final class Programs {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int ROOM = 4096;

  private final Map<Path, String> versions = new ConcurrentHashMap<>();

  /** The program by its path, or by its name along PATH and where systems keep root's programs. */
  Optional<Path> find(String name) {
    if (name.isBlank()) {
      return Optional.empty();
    }
    if (name.contains("/")) {
      return Optional.of(Path.of(name)).filter(Programs::executable);
    }
    String path = System.getenv("PATH");
    for (String directory :
        ((path == null ? "" : path + File.pathSeparator)
                + "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .split(File.pathSeparator)) {
      Path program = Path.of(directory.isEmpty() ? "." : directory, name).toAbsolutePath();
      if (executable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  /** As {@link #find}, or UNAVAILABLE with a remedy. */
  Path need(String name) throws DriverException {
    return find(name)
        .orElseThrow(() ->
            new DriverException(
                DriverException.Kind.UNAVAILABLE,
                name + " not found: install the " + name + " package"));
  }

  /** What {@code --version} says, asked once. Blocks for some milliseconds at first. */
  String version(Path program) throws DriverException {
    String known = versions.get(program);
    if (known != null) {
      return known;
    }
    try (Child child =
        Spawn.of(program.toString(), "--version").captureOutput().errorToOutput().start()) {
      int status = child.waitFor(LIMIT).orElse(-1);
      String text = new String(child.output(ROOM), StandardCharsets.UTF_8).strip();
      if (status != 0) {
        child.signal(9);
        throw new DriverException(
            DriverException.Kind.UNAVAILABLE, program + " --version failed: " + text);
      }
      versions.put(program, text);
      return text;
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.UNAVAILABLE, program + " can't be run: " + e.getMessage(), e);
    }
  }

  private static boolean executable(Path program) {
    return Files.isRegularFile(program) && Files.isExecutable(program);
  }
}
