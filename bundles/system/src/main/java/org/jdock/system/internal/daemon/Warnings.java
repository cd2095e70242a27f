package org.jdock.system.internal.daemon;

import java.util.ArrayList;
import java.util.List;
import org.jdock.system.internal.host.CgroupFacts;

/** What an operator should know, in Docker's words. */
final class Warnings {
  private Warnings() {}

  static List<String> of(CgroupFacts cgroups, boolean forwards) {
    List<String> warnings = new ArrayList<>();
    if (!cgroups.memory()) {
      warnings.add("WARNING: No memory limit support");
    }
    if (!cgroups.swap()) {
      warnings.add("WARNING: No swap limit support");
    }
    if (!cgroups.cpu()) {
      warnings.add("WARNING: No cpu cfs quota support");
    }
    if (!cgroups.pids()) {
      warnings.add("WARNING: No pids limit support");
    }
    if (!forwards) {
      warnings.add("WARNING: IPv4 forwarding is disabled");
    }
    return List.copyOf(warnings);
  }
}
