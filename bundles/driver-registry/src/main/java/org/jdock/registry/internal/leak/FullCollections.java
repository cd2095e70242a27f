package org.jdock.registry.internal.leak;

import java.lang.management.ManagementFactory;
import java.util.Set;

/** How often the JVM collected all garbage, classes too. */
final class FullCollections {
  private static final Set<String> FULL =
      Set.of("MarkSweepCompact", "PS MarkSweep", "G1 Old Generation", "ZGC Major Cycles");

  private FullCollections() {}

  static long full() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(bean -> FULL.contains(bean.getName()))
        .mapToLong(bean -> Math.max(0, bean.getCollectionCount()))
        .sum();
  }
}
