package org.jdock.registry.internal.bundle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;

/** Ends versions that take no more calls: when their last call is back, or later. */
final class Retirement {
  private static final Logger LOG = LogManager.getLogger(Retirement.class);
  private static final Duration LATE = Duration.ofDays(1);

  private final Registry registry;

  Retirement(Registry registry) {
    this.registry = registry;
  }

  /**
   * Waits until the deadline for the calls of these versions, then goes on: what is late ends on a
   * thread of its own.
   *
   * @param end what is left to do when all are back
   */
  void of(List<Slot> slots, Runnable end) {
    long deadline = System.nanoTime() + registry.limits().drain().toNanos();
    List<Slot> late = new ArrayList<>();
    for (Slot slot : slots) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (registry.drain(slot).compareTo(left) < 0) {
        left = registry.drain(slot);
      }
      if (!registry.retire(slot, left)) {
        LOG.warn("{} is not stopped yet, calls are out: {}", slot.label(), slot.stragglers());
        late.add(slot);
      }
    }
    if (late.isEmpty()) {
      end.run();
      return;
    }
    Thread.ofVirtual()
        .name("driver-retirement")
        .start(() -> {
          if (late.stream().allMatch(slot -> registry.retire(slot, LATE))) {
            end.run();
          }
        });
  }
}
