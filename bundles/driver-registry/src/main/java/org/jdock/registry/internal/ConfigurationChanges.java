package org.jdock.registry.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.registry.config.ConfigFile;
import org.jdock.registry.config.Configurable;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.config.DriverConfigurations.Change;
import org.jdock.registry.internal.bundle.DriverTracker;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.DriverKind;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.spi.Probe;
import org.jspecify.annotations.Nullable;

/**
 * Has drivers in use take other values. Calls wait meanwhile: they go to a driver with the new
 * values once it was made with them, else to one with those before. Not thread-safe: its caller
 * does one change at a time.
 */
final class ConfigurationChanges {
  private static final Logger LOG = LogManager.getLogger(ConfigurationChanges.class);
  private static final Duration SERVICE = Duration.ofSeconds(5);

  private final Registry registry;
  private final DriverTracker tracker;
  private final DriverConfigurations configurations;
  private final DriverEvents events;
  private final Succession succession;
  private final Function<DriverId, List<String>> users;

  ConfigurationChanges(
      RegistryComponent component,
      DriverEvents events,
      Succession succession,
      Function<DriverId, List<String>> users) {
    this.registry = component.registry();
    this.tracker = component.tracker();
    this.configurations = component.configurations();
    this.events = events;
    this.succession = succession;
    this.users = users;
  }

  /** Has all files that are not yet applied take effect; what is refused is told of. */
  void pending() {
    for (Change change : configurations.pending()) {
      try {
        apply(change);
        LOG.info("{} is {}", change.file(), change.wanted() == null ? "gone" : "applied");
      } catch (ProblemException e) {
        refuse(change, String.valueOf(e.getMessage()));
      }
    }
  }

  private void refuse(Change change, String reason) {
    String before = configurations.problem(change.file());
    configurations.refuse(change.file(), change.wanted(), reason);
    String problem = configurations.problem(change.file());
    if (!problem.equals(before)) {
      LOG.error("{}{}", problem, change.before() == null ? "" : "; the old values stay");
      Configurable target = change.target();
      for (DriverId id : target == null ? List.<DriverId>of() : ids(target, change)) {
        events.configuration("configure-refused", id, problem);
      }
    }
  }

  /**
   * Has one file take effect.
   *
   * @throws ProblemException when it is refused; what held before holds
   */
  void apply(Change change) {
    apply(change, false);
  }

  /** Takes away the driver that a file made, which is gone. */
  void removeInstance(ConfigFile file, boolean force) {
    apply(new Change(file, configurations.target(file), configurations.applied(file), null), force);
  }

  private void apply(Change change, boolean force) {
    ConfigFile file = change.file();
    Configurable target = change.target();
    if (target == null) {
      if (change.wanted() == null) {
        configurations.forget(file);
        return;
      }
      throw ProblemException.notFound("no installed driver takes " + file.pid());
    }
    Map<String, List<String>> wanted = change.wanted();
    if (wanted == null) {
      if (!force) {
        refuseUsed(target, change);
      }
    } else {
      configurations.check(target, file, wanted);
      refuseRename(target, change, wanted);
    }
    if (configurations.needsPlain(change)) {
      List<DriverId> own = ids(target, target.driver());
      move(own, false, () -> configurations.plain(target), () -> {});
    }
    List<DriverId> ids = ids(target, change);
    boolean goes = wanted == null && file.instance() != null;
    move(
        ids,
        goes,
        () -> configurations.apply(target, file, wanted),
        () -> configurations.apply(target, file, change.before()));
    configurations.accept(file);
    for (DriverId id : ids) {
      events.configuration(goes ? "remove" : "configure", id, "");
    }
  }

  private void refuseUsed(Configurable target, Change change) {
    if (change.file().instance() == null) {
      return;
    }
    for (DriverId id : ids(target, change)) {
      List<String> all = users.apply(id);
      if (!all.isEmpty()) {
        throw ProblemException.conflict(
            "the file is gone, but driver "
                + id
                + " is in use by "
                + String.join(", ", all)
                + " and stays: bring the file back, or remove the driver when nothing uses it");
      }
    }
  }

  private static void refuseRename(
      Configurable target, Change change, Map<String, List<String>> wanted) {
    Map<String, List<String>> before = change.before();
    String now = String.valueOf(target.driver(change.file(), wanted));
    if (before != null && !now.equals(target.driver(change.file(), before))) {
      throw ProblemException.invalid(
          "the name of a driver can't be changed: remove the file, and add one for " + now);
    }
  }

  private static List<DriverId> ids(Configurable target, Change change) {
    Map<String, List<String>> values = change.wanted() == null ? change.before() : change.wanted();
    return ids(target, target.driver(change.file(), values == null ? Map.of() : values));
  }

  private static List<DriverId> ids(Configurable target, @Nullable String name) {
    List<DriverId> ids = new ArrayList<>();
    for (DriverKind kind : DriverKind.values()) {
      if (name != null && target.interfaces().contains(kind.type().getName())) {
        ids.add(new DriverId(kind, name));
      }
    }
    return ids;
  }

  /** Has drivers made anew by what {@code forth} does, or else as they were by {@code back}. */
  private void move(List<DriverId> ids, boolean goes, Runnable forth, Runnable back) {
    List<Slot> before = slots(ids);
    boolean could = !before.isEmpty() && before.stream().allMatch(this::ready);
    tracker.hold(ids);
    try {
      forth.run();
      try {
        await(ids, before, goes);
        for (Slot slot : slots(ids)) {
          tryOut(slot, could);
        }
      } catch (ProblemException e) {
        List<Slot> failed = slots(ids);
        back.run();
        await(ids, failed, before.isEmpty());
        throw e;
      }
    } finally {
      tracker.release(ids);
      registry.swap(enabled(slots(ids)), List.of());
    }
    succession.tried(enabled(slots(ids)));
  }

  private boolean ready(Slot slot) {
    return slot.state() == DriverState.ACTIVE && registry.probe(slot).ready();
  }

  /** Makes it; one that could run here must be able to still. */
  private void tryOut(Slot slot, boolean could) {
    Probe probe = registry.probeAgain(slot);
    if (could && !probe.ready()) {
      String remedy = probe.remedy().isEmpty() ? "" : ": " + probe.remedy();
      throw new ProblemException(
          Problem.UNAVAILABLE, "it could not run on this host: " + probe.reason() + remedy);
    }
  }

  private List<Slot> slots(List<DriverId> ids) {
    return registry.slots().stream()
        .filter(slot -> ids.contains(slot.id()) && !slot.draining())
        .toList();
  }

  private static List<Slot> enabled(List<Slot> slots) {
    Predicate<Slot> off = slot -> slot.state() == DriverState.DISABLED;
    return slots.stream().filter(off.negate()).toList();
  }

  /** Declarative Services does on another thread what is asked of it. */
  private void await(List<DriverId> ids, List<Slot> before, boolean goes) {
    long end = System.nanoTime() + registry.limits().drain().plus(SERVICE).toNanos();
    try {
      while (!settled(ids, before, goes)) {
        if (System.nanoTime() > end) {
          throw new ProblemException(
              Problem.UNAVAILABLE, "the driver did not come back with it: the log says more");
        }
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.UNAVAILABLE, "interrupted while it was applied");
    }
  }

  private boolean settled(List<DriverId> ids, List<Slot> before, boolean goes) {
    if (goes) {
      return registry.slots().stream().noneMatch(slot -> ids.contains(slot.id()));
    }
    List<Slot> now = slots(ids);
    return now.stream().noneMatch(before::contains)
        && ids.stream().allMatch(id -> now.stream().anyMatch(slot -> slot.id().equals(id)));
  }
}
