package org.jdock.registry.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdock.api.ProblemException;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jspecify.annotations.Nullable;

/** Drivers by {@code kind/name}, or by their name alone where that is unique. */
record DriverNames(Registry registry) {
  /** Whether any version of it is there, in whatever state. */
  boolean known(String name) {
    return registry.slots().stream()
        .map(Slot::id)
        .anyMatch(id -> id.name().equals(name) || id.toString().equals(name));
  }

  /**
   * What serves it, or would if it were enabled.
   *
   * @throws ProblemException NOT_FOUND, or INVALID when the name is not unique
   */
  Slot find(String name) {
    List<DriverId> found = new ArrayList<>();
    for (Slot slot : registry.slots()) {
      DriverId id = slot.id();
      boolean same = id.name().equals(name) || id.toString().equals(name);
      if (same && chosen(id) != null && !found.contains(id)) {
        found.add(id);
      }
    }
    if (found.isEmpty()) {
      throw unknown(name);
    }
    if (found.size() > 1) {
      List<String> names = found.stream().sorted().map(DriverId::toString).toList();
      throw ProblemException.invalid(
          "driver name " + name + " is ambiguous: say one of " + String.join(", ", names));
    }
    Slot slot = chosen(found.getFirst());
    if (slot == null) {
      throw unknown(name);
    }
    return slot;
  }

  private static ProblemException unknown(String name) {
    return ProblemException.notFound(
        "plugin \"" + name + "\" not found: 'jdock driver list' names those that are here");
  }

  /** What serves a driver, or would if it were enabled. */
  private @Nullable Slot chosen(DriverId id) {
    Slot serving = registry.current(id);
    return serving != null
        ? serving
        : registry.slots().stream()
            .filter(slot -> slot.id().equals(id) && slot.state() == DriverState.DISABLED)
            .max(Comparator.comparing(slot -> slot.source().version()))
            .orElse(null);
  }
}
