package org.jdock.registry.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.DriverUsers;
import org.jdock.api.driver.Drivers;
import org.jdock.api.event.Events;
import org.jdock.registry.internal.bundle.DriverChanges;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.registry.internal.slot.Transition;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Drivers as operators manage them. Apart from the registry: those who use drivers need the
 * registry, and this asks them.
 */
@Component(service = Drivers.class)
public final class DriversComponent implements Drivers {
  private static final Logger LOG = LogManager.getLogger(DriversComponent.class);

  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private final Registry registry;
  private final DriverChanges changes;
  private final DriverListing listing;
  private final Watch watch;
  private final Registry.Listening told;

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.MULTIPLE)
  private volatile List<DriverUsers> users = List.of();

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  private volatile @Nullable Events events;

  /** For Declarative Services, which fills in who uses drivers and who takes events. */
  @Activate
  public DriversComponent(BundleContext context, @Reference RegistryComponent component) {
    registry = component.registry();
    changes =
        new DriverChanges(
            context,
            registry,
            component.tracker(),
            component.store(),
            _ -> {},
            component.journal());
    listing = new DriverListing(registry, this::users, component.store()::quarantined);
    watch = new Watch(registry, this::takeBack);
    told = registry.onTransition(this::changed);
  }

  /** Tells of no more. */
  @Deactivate
  public void stop() {
    watch.close();
    told.close();
  }

  private void changed(Transition transition) {
    Events taker = events;
    if (taker != null) {
      String id = transition.slot().id().toString();
      taker.publish(
          "plugin",
          transition.to().name().toLowerCase(Locale.ROOT),
          id,
          Map.of(
              "name", id,
              "version", transition.slot().source().version().toString(),
              "from", transition.from().name().toLowerCase(Locale.ROOT),
              "reason", transition.reason()));
    }
    watch.changed(transition);
  }

  /** A new version that fails within its watch goes, and the one before serves again. */
  private void takeBack(Slot slot, String reason) {
    oneAtATime.lock();
    try {
      if (registry.serves(slot)) {
        LOG.error("{} fails right after its upgrade and is taken back: {}", slot.label(), reason);
        for (Slot now : changes.rollback(slot)) {
          publish("rollback", now, reason);
        }
      }
    } catch (ProblemException e) {
      LOG.error("{} can't be taken back: {}", slot.label(), e.getMessage());
    } finally {
      oneAtATime.unlock();
    }
  }

  /** With what uses drivers, and what takes events. */
  public DriversComponent(
      BundleContext context,
      RegistryComponent component,
      List<DriverUsers> users,
      @Nullable Events events) {
    this(context, component);
    this.users = users;
    this.events = events;
  }

  /** What changes the bundles. */
  public DriverChanges changes() {
    return changes;
  }

  private List<DriverUsers> users() {
    return users;
  }

  @Override
  public List<DriverInfo> list() {
    return listing.all();
  }

  @Override
  public DriverInfo info(String name) {
    return listing.of(find(name));
  }

  @Override
  public List<DriverInfo> install(Path jar) {
    return change("install", () -> changes.install(jar));
  }

  @Override
  public List<DriverInfo> upgrade(Path jar) {
    return change(
        "upgrade",
        () -> {
          List<Slot> now = changes.upgrade(jar);
          // One that could not run before either has nothing to be taken back for.
          now.stream().filter(slot -> registry.probe(slot).ready()).forEach(watch::over);
          return now;
        });
  }

  @Override
  public List<DriverInfo> rollback(String name) {
    return change("rollback", () -> changes.rollback(find(name)));
  }

  private List<DriverInfo> change(String action, Supplier<List<Slot>> work) {
    oneAtATime.lock();
    try {
      List<Slot> now = work.get();
      for (Slot slot : now) {
        publish(action, slot, "");
        if (action.equals("install")) {
          publish("enable", slot, "");
        }
      }
      return now.stream().map(listing::of).toList();
    } finally {
      oneAtATime.unlock();
    }
  }

  @Override
  public DriverInfo enable(String name) {
    return alone(() -> {
      Slot slot = find(name);
      if (slot.state() != DriverState.DISABLED) {
        throw ProblemException.conflict("driver " + slot.id() + " is enabled already");
      }
      changes.enable(slot);
      publish("enable", slot, "");
      return info(slot.id().toString());
    });
  }

  @Override
  public DriverInfo disable(String name, boolean force) {
    return alone(() -> {
      Slot slot = find(name);
      if (slot.state() == DriverState.DISABLED) {
        throw ProblemException.conflict("driver " + slot.id() + " is disabled already");
      }
      if (!force) {
        refuseUsed(slot);
      }
      changes.disable(slot);
      publish("disable", slot, "");
      return info(slot.id().toString());
    });
  }

  @Override
  public DriverInfo probe(String name) {
    Slot slot = find(name);
    registry.probeAgain(slot);
    return listing.of(slot);
  }

  @Override
  public String why(String name) {
    DriverInfo info = info(name);
    String label = info.kind() + "/" + info.name() + " " + info.version();
    return info.state().equals("ACTIVE")
        ? label + " is active"
        : label + " is " + info.state().toLowerCase(Locale.ROOT) + ": " + info.reason();
  }

  private <T> T alone(Supplier<T> work) {
    oneAtATime.lock();
    try {
      return work.get();
    } finally {
      oneAtATime.unlock();
    }
  }

  @Override
  public void remove(String name, boolean force) {
    oneAtATime.lock();
    try {
      Slot slot = find(name);
      List<Slot> together = changes.together(slot);
      if (!force) {
        for (Slot each : together) {
          refuseUsed(each);
        }
      }
      changes.remove(slot);
      for (Slot each : together) {
        publish("disable", each, "");
        publish("remove", each, "");
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  private void refuseUsed(Slot slot) {
    List<String> names = listing.users(slot.id());
    if (!names.isEmpty()) {
      throw ProblemException.conflict(
          "driver " + slot.id() + " is in use by " + String.join(", ", names));
    }
  }

  private Slot find(String name) {
    List<DriverId> found = new ArrayList<>();
    for (Slot slot : registry.slots()) {
      DriverId id = slot.id();
      boolean same = id.name().equals(name) || id.toString().equals(name);
      if (same && chosen(id) != null && !found.contains(id)) {
        found.add(id);
      }
    }
    if (found.isEmpty()) {
      throw ProblemException.notFound("plugin \"" + name + "\" not found");
    }
    if (found.size() > 1) {
      List<String> names = found.stream().sorted().map(DriverId::toString).toList();
      throw ProblemException.invalid(
          "driver name " + name + " is ambiguous: say one of " + String.join(", ", names));
    }
    Slot slot = chosen(found.getFirst());
    if (slot == null) {
      throw ProblemException.notFound("plugin \"" + name + "\" not found");
    }
    return slot;
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

  private void publish(String action, Slot slot, String reason) {
    Events taker = events;
    if (taker != null) {
      String id = slot.id().toString();
      String version = slot.source().version().toString();
      taker.publish("plugin", action, id, Map.of("name", id, "version", version, "reason", reason));
    }
  }
}
