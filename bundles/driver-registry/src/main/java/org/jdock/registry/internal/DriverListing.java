package org.jdock.registry.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.DriverUsers;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.spi.Probe;

/** Drivers as operators see them. */
final class DriverListing {
  private final Registry registry;
  private final Supplier<List<DriverUsers>> users;

  DriverListing(Registry registry, Supplier<List<DriverUsers>> users) {
    this.registry = registry;
    this.users = users;
  }

  private record State(String name, String reason) {}

  List<DriverInfo> all() {
    return registry.slots().stream()
        .sorted(Comparator.comparing(Slot::id).thenComparing(s -> s.source().version()))
        .map(this::of)
        .toList();
  }

  DriverInfo of(Slot slot) {
    State state = state(slot);
    return new DriverInfo(
        slot.id().kind().text(),
        slot.id().name(),
        slot.source().version().toString(),
        state.name(),
        state.reason(),
        slot.source().bundle(),
        slot.source().location(),
        registry.serves(slot) ? users(slot.id()) : List.of(),
        capabilities(slot, state));
  }

  List<String> users(DriverId id) {
    return users.get().stream()
        .flatMap(u -> u.usersOf(id.kind().text(), id.name()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private State state(Slot slot) {
    if (slot.draining()) {
      return new State("DRAINING", "waits for " + String.join("; ", slot.stragglers()));
    }
    if (slot.unhealthy()) {
      return new State("UNHEALTHY", "its last calls did not return in time: upgrade or remove it");
    }
    if (!registry.serves(slot)) {
      return new State("INSTALLED", "another version serves");
    }
    Probe probe = registry.probe(slot);
    if (!probe.ready()) {
      String remedy = probe.remedy().isEmpty() ? "" : ": " + probe.remedy();
      return new State("UNAVAILABLE", probe.reason() + remedy);
    }
    return new State("ACTIVE", "");
  }

  private List<String> capabilities(Slot slot, State state) {
    if (!state.name().equals("ACTIVE") && !state.name().equals("UNAVAILABLE")) {
      return List.of();
    }
    try {
      Set<String> declared = registry.capabilities(slot);
      return declared.stream().sorted().toList();
    } catch (ProblemException e) {
      // It can't be made at all; the probe has told the reason.
      return List.of();
    }
  }
}
