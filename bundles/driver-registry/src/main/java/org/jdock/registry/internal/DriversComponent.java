package org.jdock.registry.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverConfiguration;
import org.jdock.api.driver.DriverHandover;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.DriverUsers;
import org.jdock.api.driver.Drivers;
import org.jdock.api.event.Events;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.registry.config.ConfigFile;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.internal.bundle.DriverChanges;
import org.jdock.registry.internal.bundle.DriverTracker;
import org.jdock.registry.internal.bundle.Origin;
import org.jdock.registry.internal.leak.Leak;
import org.jdock.registry.internal.leak.Leaks;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
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

  private final Turns turns;
  private final Registry registry;
  private final DriverChanges changes;
  private final DriverListing listing;
  private final DriverNames names;
  private final DriverEvents events;
  private final Succession succession;
  private final Watch watch;
  private final Leaks leaks;
  private final TrustGuard guard;
  private final DriverConfigurations configurations;
  private final ConfigurationChanges configurationChanges;
  private final DriverSettings settings;
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
  private volatile @Nullable Events taker;

  /** For Declarative Services, which fills in who uses drivers and who takes events. */
  @Activate
  public DriversComponent(BundleContext context, @Reference RegistryComponent component) {
    registry = component.registry();
    turns = new Turns(registry);
    events = new DriverEvents(() -> taker);
    leaks = new Leaks(registry.limits().leaks(), events::leaked);
    changes =
        new DriverChanges(
            context,
            registry,
            component.tracker(),
            component.store(),
            component.journal(),
            component.guard(),
            component.configurations(),
            leaks);
    names = new DriverNames(registry);
    succession = new Succession(changes, events, () -> handovers);
    configurations = component.configurations();
    configurationChanges =
        new ConfigurationChanges(component, events, succession, id -> listing().users(id));
    settings = new DriverSettings(configurations, configurationChanges);
    listing = new DriverListing(registry, this::users, component.store(), settings::problem, leaks);
    guard = component.guard();
    watch = new Watch(registry, this::takeBack);
    told =
        registry.onTransition(transition -> {
          events.changed(transition);
          watch.changed(transition);
        });
    // Before that each bundle gets what the files say when it starts.
    registry.afterArrival(() -> configurations.changer(this::configurationsChanged));
  }

  private void configurationsChanged() {
    try {
      turns.take(() -> {
        changes.settle();
        configurationChanges.pending();
      });
    } catch (ProblemException e) {
      LOG.error("Changed configurations of drivers wait: {}", e.getMessage());
    }
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
    configurations.changer(null);
    watch.close();
    leaks.close();
    told.close();
  }

  /** A new version that fails within its watch goes, and the one before serves again. */
  private void takeBack(Slot slot, String reason) {
    try {
      turns.take(() -> {
        if (registry.serves(slot)) {
          LOG.error("{} fails right after its upgrade and is taken back: {}", slot.label(), reason);
          for (Slot now : succession.tried(changes.rollback(slot))) {
            events.publish("rollback", now, reason);
          }
        }
      });
    } catch (ProblemException e) {
      LOG.error("{} can't be taken back: {}", slot.label(), e.getMessage());
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
    taker = events;
  }

  /** From now on jars may come from there. */
  public void from(SourcesComponent component) {
    sources = component;
  }

  /** What changes the bundles. */
  public DriverChanges changes() {
    return changes;
  }

  private DriverListing listing() {
    return listing;
  }

  private List<DriverUsers> users() {
    return users;
  }

  @Override
  public List<DriverInfo> list() {
    registry.settle();
    changes.lull();
    return listing.all();
  }

  @Override
  public DriverInfo info(String name) {
    DriverInfo absent = listing.absent(name);
    return absent == null || names.known(name) ? listing.of(names.find(name)) : absent;
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
    return change("install", () -> succession.tried(changes.install(jar.path(), jar.origin())));
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
          succession.required(now);
          // One that could not run before either has nothing to be taken back for.
          now.stream()
              .filter(slot -> slot.state() != DriverState.DISABLED)
              .filter(slot -> registry.probe(slot).ready())
              .forEach(watch::over);
          return now;
        });
  }

  @Override
  public List<DriverInfo> rollback(String name) {
    return change("rollback", () -> succession.tried(changes.rollback(names.find(name))));
  }

  private List<DriverInfo> change(String action, Supplier<List<Slot>> work) {
    return OwnThread.call("driver-" + action, () -> turns.take(() -> changed(action, work.get())));
  }

  private List<DriverInfo> changed(String action, List<Slot> now) {
    for (Slot slot : now) {
      events.publish(action, slot, "");
      if (action.equals("install")) {
        events.publish("enable", slot, "");
      }
    }
    return now.stream().map(listing::of).toList();
  }

  @Override
  public DriverInfo enable(String name) {
    return alone(() -> {
      Slot slot = names.find(name);
      if (slot.state() != DriverState.DISABLED) {
        throw ProblemException.conflict("driver " + slot.id() + " is enabled already");
      }
      changes.enable(slot);
      succession.tried(List.of(slot));
      events.publish("enable", slot, "");
      return info(slot.id().toString());
    });
  }

  @Override
  public DriverInfo disable(String name, boolean force) {
    return alone(() -> {
      Slot slot = names.find(name);
      if (slot.state() == DriverState.DISABLED) {
        throw ProblemException.conflict("driver " + slot.id() + " is disabled already");
      }
      if (!force) {
        refuseUsed(slot);
      }
      changes.disable(slot);
      events.publish("disable", slot, "");
      return info(slot.id().toString());
    });
  }

  @Override
  public DriverInfo probe(String name) {
    Slot slot = names.find(name);
    registry.probeAgain(slot);
    return listing.of(slot);
  }

  @Override
  public String why(String name) {
    String around = names.known(name) ? null : guard.refusal(name);
    if (around != null) {
      return around;
    }
    String problem = names.known(name) ? "" : configurations.problemOf(name);
    if (!problem.isEmpty()) {
      return problem;
    }
    List<Leak> left = leaks.of(name);
    if (!names.known(name) && !left.isEmpty()) {
      return name + " is removed; its " + left.getFirst().text();
    }
    DriverInfo info = info(name);
    String label = info.kind() + "/" + info.name() + " " + info.version();
    if (!info.state().equals("ACTIVE")) {
      return label + " is " + info.state().toLowerCase(Locale.ROOT) + ": " + info.reason();
    }
    String doubts = doubts(name);
    DriverInfo absent = listing.absent(name);
    return label
        + " is active"
        + (doubts.isEmpty() ? "" : ", though untrusted: " + doubts)
        + (info.reason().isEmpty() ? "" : "; " + info.reason())
        + (absent == null ? "" : "; " + absent.version() + " is " + absent.reason());
  }

  /** Why a driver that serves is untrusted; empty when it is trusted or not looked at. */
  String doubts(String name) {
    Bundle owner = DriverTracker.ownerOf(names.find(name));
    return owner == null ? "" : guard.doubts(owner);
  }

  private <T> T alone(Supplier<T> work) {
    return OwnThread.call(
        "driver-change",
        () ->
            turns.take(() -> {
              changes.settle();
              return work.get();
            }));
  }

  @Override
  public DriverConfiguration configuration(String name) {
    return settings.of(names.find(name));
  }

  @Override
  public DriverConfiguration configure(String name, Map<String, List<String>> values) {
    return alone(() -> settings.change(names.find(name), values));
  }

  /** Takes away what a configuration made; false when it is a bundle's own. */
  private boolean removeInstance(Slot slot, boolean force) {
    ConfigFile file = settings.instance(slot);
    if (file == null) {
      return false;
    }
    if (configurations.exists(file)) {
      throw ProblemException.conflict(
          "driver " + slot.id() + " is there by its file: delete " + configurations.path(file));
    }
    configurationChanges.removeInstance(file, force);
    return true;
  }

  @Override
  public void remove(String name, boolean force) {
    OwnThread.call(
        "driver-remove",
        () ->
            turns.take(() -> {
              removed(name, force);
              return name;
            }));
  }

  private void removed(String name, boolean force) {
    DriverInfo absent = names.known(name) ? null : listing.absent(name);
    if (absent != null) {
      changes.forget(absent.bundle(), absent.location());
      return;
    }
    Slot slot = names.find(name);
    if (removeInstance(slot, force)) {
      return;
    }
    List<Slot> together = changes.together(slot);
    if (!force) {
      for (Slot each : together) {
        refuseUsed(each);
      }
    }
    changes.remove(slot);
    for (Slot each : together) {
      events.publish("disable", each, "");
      events.publish("remove", each, "");
    }
  }

  private void refuseUsed(Slot slot) {
    List<String> users = listing.users(slot.id());
    if (!users.isEmpty()) {
      throw ProblemException.conflict(
          "driver "
              + slot.id()
              + " is in use by "
              + String.join(", ", users)
              + ": remove those first, or use --force");
    }
  }
}
