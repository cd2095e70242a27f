package org.jdock.registry.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.DriverUsers;
import org.jdock.registry.internal.bundle.DriverStore;
import org.jdock.registry.internal.leak.Leaks;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jspecify.annotations.Nullable;

/** Drivers as operators see them. */
final class DriverListing {
  private final Registry registry;
  private final Supplier<List<DriverUsers>> users;
  private final DriverStore store;
  private final Function<Slot, String> configured;
  private final Leaks leaks;

  /**
   * Lists from these.
   *
   * @param configured why a driver's configuration does not hold; empty when it does
   */
  DriverListing(
      Registry registry,
      Supplier<List<DriverUsers>> users,
      DriverStore store,
      Function<Slot, String> configured,
      Leaks leaks) {
    this.configured = configured;
    this.leaks = leaks;
    this.store = store;
    this.registry = registry;
    this.users = users;
  }

  List<DriverInfo> all() {
    Stream<DriverInfo> there =
        registry.slots().stream()
            .sorted(Comparator.comparing(Slot::id).thenComparing(s -> s.source().version()))
            .map(this::of);
    return Stream.concat(there, absent())
        .sorted(Comparator.comparing(DriverInfo::kind).thenComparing(DriverInfo::name))
        .toList();
  }

  /** What should be there and is not. */
  private Stream<DriverInfo> absent() {
    return Stream.concat(store.quarantined().stream().map(this::quarantined), untrusted());
  }

  private DriverInfo quarantined(DriverStore.Quarantined version) {
    boolean another =
        registry.slots().stream().anyMatch(slot -> slot.source().bundle().equals(version.bundle()));
    return new DriverInfo(
        version.kind(),
        version.name(),
        version.version(),
        DriverState.DISABLED.name(),
        "quarantined: the daemon died in one of its calls; "
            + (another ? "upgrade to another version" : "install another version, or remove it"),
        version.bundle(),
        version.jar(),
        List.of(),
        List.of());
  }

  /** What should serve, and the trust policy kept from it. */
  private Stream<DriverInfo> untrusted() {
    return store.untrusted().stream()
        .flatMap(each ->
            each.drivers().isEmpty()
                ? Stream.of(untrusted(each, "/" + each.bundle()))
                : each.drivers().stream().map(driver -> untrusted(each, driver)));
  }

  private static DriverInfo untrusted(DriverStore.Untrusted version, String driver) {
    int slash = driver.indexOf('/');
    return new DriverInfo(
        driver.substring(0, slash),
        driver.substring(slash + 1),
        version.version(),
        DriverState.DISABLED.name(),
        "untrusted: " + version.reason(),
        version.bundle(),
        version.jar(),
        List.of(),
        List.of());
  }

  /** The one of that name that should be there and is not; null when there is none. */
  @Nullable DriverInfo absent(String name) {
    return absent()
        .filter(each -> name.equals(each.name()) || name.equals(each.kind() + "/" + each.name()))
        .findFirst()
        .orElse(null);
  }

  DriverInfo of(Slot slot) {
    if (registry.serves(slot) && !slot.unhealthy()) {
      registry.probe(slot);
    }
    DriverState state = slot.state();
    return new DriverInfo(
        slot.id().kind().text(),
        slot.id().name(),
        slot.source().version().toString(),
        state.name(),
        reason(slot),
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

  private String reason(Slot slot) {
    return switch (slot.state()) {
      case DRAINING -> "waits for " + String.join("; ", slot.stragglers());
      case INSTALLED -> "another version serves";
      default -> {
        String reason = slot.reason().isEmpty() ? configured.apply(slot) : slot.reason();
        boolean well = reason.isEmpty() && slot.state() == DriverState.ACTIVE;
        String left = well || slot.state() == DriverState.DISABLED ? leftovers(slot.id()) : "";
        yield reason.isEmpty() || left.isEmpty() ? reason + left : reason + "; " + left;
      }
    };
  }

  /** Of versions before the one that serves. */
  private String leftovers(DriverId id) {
    return leaks.of(id.toString()).stream()
        .map(leak -> "its " + leak.text())
        .collect(Collectors.joining("; "));
  }

  private List<String> capabilities(Slot slot, DriverState state) {
    if (state != DriverState.ACTIVE && state != DriverState.UNAVAILABLE) {
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
