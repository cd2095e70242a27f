package org.jdock.registry.internal.slot;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import org.jdock.api.ProblemException;
import org.jdock.spi.Probe;

/** Remembers for some seconds what drivers said of the host: asking may start programs. */
final class Probes {
  private record Answer(Probe probe, long at) {}

  private final Registry registry;
  private final Duration age;
  private final Map<Slot, Answer> answers = new WeakHashMap<>();

  Probes(Registry registry, Duration age) {
    this.registry = registry;
    this.age = age;
  }

  Probe of(Slot slot) {
    synchronized (answers) {
      Answer known = answers.get(slot);
      if (known != null && System.nanoTime() - known.at() < age.toNanos()) {
        return known.probe();
      }
    }
    Probe probe;
    try {
      probe = registry.probeAgain(slot);
    } catch (ProblemException e) {
      probe = Probe.no(e.getMessage(), "");
    }
    keep(slot, probe);
    return probe;
  }

  void keep(Slot slot, Probe probe) {
    synchronized (answers) {
      answers.put(slot, new Answer(probe, System.nanoTime()));
    }
  }
}
