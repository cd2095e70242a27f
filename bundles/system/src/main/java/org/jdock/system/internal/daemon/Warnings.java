package org.jdock.system.internal.daemon;

import java.util.ArrayList;
import java.util.List;
import org.jdock.system.internal.host.CgroupFacts;
import org.jdock.system.internal.host.HostFacts;

/** What an operator should know, in Docker's words. */
final class Warnings {
  private Warnings() {}

  static List<String> of(CgroupFacts cgroups) {
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
    if (!cgroups.cpuShares()) {
      warnings.add("WARNING: No cpu shares support");
    }
    if (!cgroups.cpuSet()) {
      warnings.add("WARNING: No cpuset support");
    }
    if (!cgroups.pids()) {
      warnings.add("WARNING: No pids limit support");
    }
    if (!HostFacts.forwards()) {
      warnings.add("WARNING: IPv4 forwarding is disabled");
    }
    for (String table : List.of("iptables", "ip6tables")) {
      if (!HostFacts.bridgeNf(table)) {
        warnings.add("WARNING: bridge-nf-call-%s is disabled".formatted(table));
      }
    }
    return List.copyOf(warnings);
  }
}
