package org.jdock.itest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jdock.itest.bench.bed.Bed;

/** Proportional set sizes (kernel Documentation/filesystems/proc.rst, smaps_rollup). */
final class Memory {
  private Memory() {}

  /** Megabytes of a process and all of its descendants, and of monitors that left it. */
  static double ofEngine(Bed bed) throws IOException {
    var pids = new HashSet<Long>();
    descendants(bed.daemon().pid(), pids);
    try (var all = Files.list(Path.of("/proc"))) {
      all.filter(p -> p.getFileName().toString().matches("\\d+"))
          .filter(isMonitorOf(bed))
          .forEach(p -> pids.add(Long.valueOf(p.getFileName().toString())));
    }
    double kilobytes = 0;
    for (var pid : pids) {
      kilobytes += inContainer(pid, bed) ? 0 : pss(pid);
    }
    return kilobytes / 1024;
  }

  private static void descendants(long pid, Set<Long> into) {
    into.add(pid);
    ProcessHandle.of(pid)
        .ifPresent(handle -> handle.descendants().forEach(child -> into.add(child.pid())));
  }

  private static Predicate<Path> isMonitorOf(Bed bed) {
    return process -> {
      var line = read(process.resolve("cmdline")).replace('\0', ' ');
      return (line.contains("conmon") || line.contains("containerd-shim"))
          && line.contains(bed.folder().toString());
    };
  }

  /**
   * Whether it is one of the containers' own processes: those have a network namespace of theirs.
   */
  private static boolean inContainer(long pid, Bed bed) throws IOException {
    try {
      var own = Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/pid"));
      var ours = Files.readSymbolicLink(Path.of("/proc/" + bed.daemon().pid() + "/ns/pid"));
      return !own.equals(ours);
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  private static double pss(long pid) {
    return read(Path.of("/proc/" + pid + "/smaps_rollup"))
        .lines()
        .filter(line -> line.startsWith("Pss:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .sum();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return "";
      }
      throw new UncheckedIOException(e);
    }
  }
}
