package org.jdock.itest.engine.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a daemon must not leave when its containers are removed and it has ended. */
final class Leaks {
  private Leaks() {}

  /**
   * Looks for mounts under a daemon's folder, monitors that name it in their command lines, and
   * control groups of its containers.
   *
   * @param folder above the daemon's roots
   * @param containers their ids
   * @return what was found, one line each
   */
  static List<String> of(Path folder, Set<String> containers) throws IOException {
    List<String> found = new ArrayList<>();
    for (var line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
      var at = line.split(" ")[4];
      if (at.startsWith(folder + "/")) {
        found.add("mount " + at);
      }
    }
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        var command = commandLine(process);
        if (command.contains("conmon") && command.contains(folder + "/")) {
          found.add("process " + process.getFileName() + ": " + command);
        }
      }
    }
    groups(Path.of("/sys/fs/cgroup"), containers, found);
    return found;
  }

  private static String commandLine(Path process) {
    try {
      var bytes = Files.readAllBytes(process.resolve("cmdline"));
      return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }

  private static void groups(Path group, Set<String> containers, List<String> found) {
    try (var all = Files.newDirectoryStream(group, Files::isDirectory)) {
      for (var one : all) {
        if (containers.contains(one.getFileName().toString())) {
          found.add("control group " + one);
        } else if (!Files.isSymbolicLink(one)) {
          groups(one, containers, found);
        }
      }
    } catch (NoSuchFileException e) {
      return; // another's, and just removed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
