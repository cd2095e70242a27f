package org.jdock.driver.security.defaults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Places in /proc and /sys that belong to the host and not to a container. */
final class SystemPaths {
  /** Told to nobody: they reveal the host, or let it be timed or its memory read. */
  static final List<String> MASKED =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/sys/devices/virtual/powercap",
          "/sys/firmware");

  /** Not to be changed from within. */
  static final List<String> READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private SystemPaths() {}

  /** {@link #MASKED}, and the heat counters that this machine has (a clock for side channels). */
  static List<String> masked() {
    List<String> all = new ArrayList<>(MASKED);
    // Processors are numbered without gaps as far as they may ever be plugged in.
    for (int cpu = 0; Files.exists(Path.of("/sys/devices/system/cpu/cpu" + cpu)); cpu++) {
      String heat = "/sys/devices/system/cpu/cpu" + cpu + "/thermal_throttle";
      if (Files.exists(Path.of(heat))) {
        all.add(heat);
      }
    }
    return List.copyOf(all);
  }
}
