package org.jdock.container.internal.create;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.jdock.api.ProblemException;
import org.jdock.api.container.HostConfig;
import org.jspecify.annotations.Nullable;

/** Which processors and memory nodes a container may use: lists such as {@code 0-2,5}. */
final class CpuSets {
  private static final int MOST = 8192; // as Docker has it: a list is not to take our memory

  private CpuSets() {}

  /** Whether what is asked for is there. Reads a small file of the kernel's for each that is. */
  static void check(HostConfig host) {
    String cpus = host.cpusetCpus();
    if (cpus != null && !cpus.isEmpty()) {
      check("cpus", "CPUs", cpus, online("cpu"));
    }
    String mems = host.cpusetMems();
    if (mems != null && !mems.isEmpty()) {
      check("mems", "memory nodes", mems, online("node"));
    }
  }

  /**
   * Whether a list is one, and inside of another.
   *
   * @param available null if that is not known
   */
  static void check(String kind, String plural, String asked, @Nullable String available) {
    BitSet wanted = parse(asked);
    if (wanted == null) {
      throw ProblemException.invalid(
          "Invalid value %s for cpuset %s: invalid format: %s".formatted(asked, kind, asked));
    }
    BitSet there = available == null ? null : parse(available);
    if (there != null) {
      wanted.andNot(there);
      if (!wanted.isEmpty()) {
        throw ProblemException.invalid(
            "Requested %s are not available - requested %s, available: %s"
                .formatted(plural, asked, available));
      }
    }
  }

  private static @Nullable BitSet parse(String list) {
    if (!list.matches("\\d{1,4}(-\\d{1,4})?(,\\d{1,4}(-\\d{1,4})?)*")) {
      return null;
    }
    BitSet all = new BitSet();
    for (String part : list.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
      if (first > last || last > MOST) {
        return null;
      }
      all.set(first, last + 1);
    }
    return all;
  }

  private static @Nullable String online(String what) {
    try {
      return Files.readString(Path.of("/sys/devices/system", what, "online")).strip();
    } catch (IOException e) {
      return null; // a kernel without NUMA, say
    }
  }
}
