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
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverHandover;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.DriverUsers;
import org.jdock.api.driver.Drivers;
import org.jdock.api.event.Events;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.registry.internal.bundle.DriverChanges;
import org.jdock.registry.internal.bundle.DriverTracker;
import org.jdock.registry.internal.bundle.Origin;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.registry.internal.slot.Transition;
import org.jdock.registry.internal.source.FetchedJar;
import org.jdock.registry.internal.source.SourcesComponent;
import org.jdock.registry.trust.TrustGuard;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
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
  private final TrustGuard guard;
  private final Registry.Listening told;

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.MULTIPLE)
  private volatile List<DriverUsers> users = List.of();

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.MULTIPLE)
  private volatile List<DriverHandover> handovers = List.of();

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
            component.journal(),
            component.guard());
    listing = new DriverListing(registry, this::users, component.store());
    guard = component.guard();
    watch = new Watch(registry, this::takeBack);
    told = registry.onTransition(this::changed);
  }

  /** Only named sources need it. */
  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  private volatile @Nullable SourcesComponent sources;

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
        for (Slot now : succeeded(changes.rollback(slot))) {
          publish("rollback", now, reason);
        }
      }
    } catch (ProblemException e) {
      LOG.error("{} can't be taken back: {}", slot.label(), e.getMessage());
    } finally {
      oneAtATime.unlock();
    }
  }

  /** With what uses drivers, what had them make something, and what takes events. */
  public DriversComponent(
      BundleContext context,
      RegistryComponent component,
      List<DriverUsers> users,
      List<DriverHandover> handovers,
      @Nullable Events events) {
    this(context, component);
    this.users = users;
    this.handovers = handovers;
    this.events = events;
  }

  /** From now on jars may come from there. */
  public void from(SourcesComponent component) {
    sources = component;
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
    DriverInfo refused = listing.untrusted(name);
    return refused == null || known(name) ? listing.of(find(name)) : refused;
  }

  private boolean known(String name) {
    return registry.slots().stream()
        .map(Slot::id)
        .anyMatch(id -> id.name().equals(name) || id.toString().equals(name));
  }

  @Override
  public List<DriverInfo> install(Path jar) {
    return install(new FetchedJar(jar, Origin.LOCAL, false));
  }

  @Override
  public List<DriverInfo> install(String source, RegistryAuth auth, Progress.Sink progress) {
    try (FetchedJar jar = fetch(source, auth, progress)) {
      return jar.as(source, () -> install(jar));
    }
  }

  private List<DriverInfo> install(FetchedJar jar) {
    return change("install", () -> succeeded(changes.install(jar.path(), jar.origin())));
  }

  @Override
  public List<DriverInfo> upgrade(
      @Nullable String name, String source, RegistryAuth auth, Progress.Sink progress) {
    DriverInfo wanted = name == null ? null : info(name);
    try (FetchedJar jar = fetch(source, auth, progress)) {
      return jar.as(
          source,
          () -> {
            if (wanted != null) {
              jar.require(wanted);
            }
            return upgrade(jar);
          });
    }
  }

  private FetchedJar fetch(String source, RegistryAuth auth, Progress.Sink progress) {
    SourcesComponent there = sources;
    if (there == null) {
      throw new ProblemException(Problem.UNAVAILABLE, "what fetches drivers is not running");
    }
    return there.sources().fetch(source, auth, progress);
  }

  @Override
  public List<DriverInfo> upgrade(Path jar) {
    return upgrade(new FetchedJar(jar, Origin.LOCAL, false));
  }

  private List<DriverInfo> upgrade(FetchedJar jar) {
    return change(
        "upgrade",
        () -> {
          List<Slot> now = changes.upgrade(jar.path(), jar.origin());
          handOver(now);
          // One that could not run before either has nothing to be taken back for.
          now.stream().filter(slot -> registry.probe(slot).ready()).forEach(watch::over);
          return now;
        });
  }

  @Override
  public List<DriverInfo> rollback(String name) {
    return change("rollback", () -> succeeded(changes.rollback(find(name))));
  }

  /** What the version before made is the new one's, or the new one goes. */
  private void handOver(List<Slot> now) {
    for (Slot slot : now) {
      try {
        handOver(slot);
      } catch (ProblemException e) {
        for (Slot again : succeeded(changes.rollback(slot))) {
          publish("rollback", again, e.getMessage());
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

  private void handOver(Slot slot) {
    DriverId id = slot.id();
    for (DriverHandover handover : handovers) {
      handover.takeOver(id.kind().text(), id.name());
    }
  }

  /** As {@link #handOver(List)} where there is no other version to go to. */
  private List<Slot> succeeded(List<Slot> now) {
    for (Slot slot : now) {
      try {
        handOver(slot);
      } catch (ProblemException e) {
        LOG.error("{} could not take over what there is: {}", slot.label(), e.getMessage());
      }
    }
    return now;
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
    String around = known(name) ? null : guard.refusal(name);
    if (around != null) {
      return around;
    }
    DriverInfo info = info(name);
    String label = info.kind() + "/" + info.name() + " " + info.version();
    if (!info.state().equals("ACTIVE")) {
      return label + " is " + info.state().toLowerCase(Locale.ROOT) + ": " + info.reason();
    }
    String doubts = doubts(name);
    DriverInfo refused = listing.untrusted(name);
    return label
        + " is active"
        + (doubts.isEmpty() ? "" : ", though untrusted: " + doubts)
        + (refused == null ? "" : "; " + refused.version() + " is " + refused.reason());
  }

  /** Why a driver that serves is untrusted; empty when it is trusted or not looked at. */
  String doubts(String name) {
    Bundle owner = DriverTracker.ownerOf(find(name));
    return owner == null ? "" : guard.doubts(owner);
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
