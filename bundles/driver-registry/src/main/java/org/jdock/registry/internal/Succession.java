package org.jdock.registry.internal;

import java.util.List;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverHandover;
import org.jdock.registry.internal.bundle.DriverChanges;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Slot;

/** Has the version that serves now take over what the one before it made. */
record Succession(
    DriverChanges changes, DriverEvents events, Supplier<List<DriverHandover>> handovers) {
  private static final Logger LOG = LogManager.getLogger(Succession.class);

  /** What the version before made is the new one's, or the new one goes. */
  void required(List<Slot> now) {
    for (Slot slot : now) {
      try {
        handOver(slot);
      } catch (ProblemException e) {
        for (Slot again : tried(changes.rollback(slot))) {
          events.publish("rollback", again, e.getMessage());
        }
        throw new ProblemException(
            e.problem(),
            slot.label()
                + " could not take over what the version before made, which serves again: "
                + e.getMessage(),
            e);
      }
    }
  }

  /** One that is disabled takes over when it is enabled. */
  private void handOver(Slot slot) {
    if (slot.state() == DriverState.DISABLED) {
      return;
    }
    DriverId id = slot.id();
    for (DriverHandover handover : handovers.get()) {
      handover.takeOver(id.kind().text(), id.name());
    }
  }

  /** As {@link #required} where there is no other version to go to. */
  List<Slot> tried(List<Slot> now) {
    for (Slot slot : now) {
      try {
        handOver(slot);
      } catch (ProblemException e) {
        LOG.error("{} could not take over what there is: {}", slot.label(), e.getMessage());
      }
    }
    return now;
  }
}
