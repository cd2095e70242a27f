package org.jdock.registry.internal.bundle;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.internal.call.CallJournal;
import org.jdock.registry.internal.leak.Leaks;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.registry.trust.TrustGuard;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;

/**
 * Installs, replaces and removes driver bundles. Not thread-safe: its caller does one change at a
 * time. Until the newcomer is admitted every failure leaves all as it was.
 */
public final class DriverChanges {
  private static final Logger LOG = LogManager.getLogger(DriverChanges.class);

  private final BundleContext context;
  private final Registry registry;
  private final DriverTracker tracker;
  private final DriverStore store;
  private final Bundles bundles;
  private final Retirement retirement;
  private final CallJournal journal;
  private final TrustGuard guard;
  private final DriverConfigurations configurations;
  private final Leaks leaks;

  /** Called after each step of a change: where a test ends the process. */
  private Consumer<Step> steps = _ -> {};

  /** The steps of a change, in their order. */
  enum Step {
    /** The jar is in the store. */
    COPIED,
    /** The newcomer's drivers are registered, and held. */
    STARTED,
    /** They can run here, and are open. */
    PROBED,
    /** The store names them as what serves. */
    REMEMBERED,
    /** Calls go to them. */
    ROUTED,
    /** The version before has ended. */
    ENDED
  }

  /** Changes to a framework's bundles. */
  public DriverChanges(
      BundleContext context,
      Registry registry,
      DriverTracker tracker,
      DriverStore store,
      CallJournal journal,
      TrustGuard guard,
      DriverConfigurations configurations,
      Leaks leaks) {
    this.configurations = configurations;
    this.context = context;
    this.registry = registry;
    this.tracker = tracker;
    this.store = store;
    this.bundles = new Bundles(context);
    this.retirement = new Retirement(registry);
    this.journal = journal;
    this.guard = guard;
    this.leaks = leaks;
  }

  void steps(Consumer<Step> told) {
    steps = told;
  }

  /**
   * Installs a bundle of new drivers; gives what serves then.
   *
   * @param origin how the jar came to this host
   */
  public List<Slot> install(Path path, Origin origin) {
    DriverJar jar = DriverJar.read(path);
    Bundle there = bundles.active(jar.symbolicName());
    if (there != null) {
      throw ProblemException.conflict(
          label(there) + " is installed already: use upgrade to put another version in its place");
    }
    guard.check(path, origin == Origin.NETWORK);
    removeStopped(jar, List.of(jar.symbolicName()));
    Path kept = copy(jar);
    guard.expect(kept, origin == Origin.NETWORK);
    Newcomer newcomer = null;
    try {
      newcomer = Newcomer.install(context, tracker, registry, guard, configurations, kept);
      newcomer.start();
      refuseTaken(newcomer);
      // One that can't run on this host is installed all the same, and says why; one that can't
      // even be made is not.
      newcomer.slots().forEach(registry::probeAgain);
      store.remember(
          jar.symbolicName(), DriverStore.Entry.serving(fileName(kept), origin, names(newcomer)));
    } catch (RuntimeException e) {
      undo(newcomer, kept);
      throw e;
    }
    newcomer.admit(List.of(), journal);
    return newcomer.slots();
  }

  /**
   * Puts a newer version in an older one's place; gives what serves then.
   *
   * @param origin how the jar came to this host
   */
  public List<Slot> upgrade(Path path, Origin origin) {
    DriverJar jar = DriverJar.read(path);
    Bundle old = bundles.active(jar.symbolicName());
    if (old == null) {
      throw ProblemException.notFound(
          "there is no bundle " + jar.symbolicName() + " to upgrade: use install");
    }
    int order = jar.version().compareTo(old.getVersion());
    if (order == 0) {
      throw ProblemException.conflict(label(old) + " is what serves already");
    }
    if (order < 0) {
      throw ProblemException.invalid(
          path
              + " has version "
              + jar.version()
              + ", which is lower than the "
              + old.getVersion()
              + " that serves: use rollback to go back");
    }
    guard.check(path, origin == Origin.NETWORK);
    List<Slot> before = tracker.slotsOf(old);
    removeStopped(jar, names(before));
    for (Slot slot : before) {
      if (slot.state() == DriverState.DISABLED) {
        throw ProblemException.conflict("driver " + slot.id() + " is disabled: enable it first");
      }
    }
    DriverStore.@Nullable Entry known = store.entry(jar.symbolicName());
    Path kept = copy(jar);
    guard.expect(kept, origin == Origin.NETWORK);
    steps.accept(Step.COPIED);
    Newcomer newcomer = null;
    try {
      newcomer = Newcomer.install(context, tracker, registry, guard, configurations, kept);
      newcomer.start(!before.isEmpty());
      steps.accept(Step.STARTED);
      refuseTaken(newcomer);
      refuseMisconfigured(newcomer);
      refuseMissing(before, newcomer);
      newcomer.probe(before);
      steps.accept(Step.PROBED);
      store.remember(
          jar.symbolicName(),
          new DriverStore.Entry(
              fileName(kept),
              origin,
              Bundles.path(old),
              old.getVersion().toString(),
              known == null ? Origin.LOCAL : known.origin(),
              false,
              names(newcomer)));
    } catch (RuntimeException e) {
      undo(newcomer, kept);
      throw e;
    }
    steps.accept(Step.REMEMBERED);
    replace(newcomer, before, journal, () -> stop(old, names(before)));
    steps.accept(Step.ENDED);
    if (known != null && !known.previous().equals(Bundles.path(old))) {
      forgetOlder(jar.symbolicName(), known, names(before));
    }
    return newcomer.slots();
  }

  /** Goes back to the version before; gives what serves then. */
  public List<Slot> rollback(Slot slot) {
    Bundle old = owner(slot);
    String name = Bundles.name(old);
    DriverStore.Entry entry = store.entry(name);
    if (entry == null || entry.previousVersion().isEmpty()) {
      throw ProblemException.conflict(
          "driver " + slot.id() + " has no version before " + old.getVersion() + " to go back to");
    }
    Bundle there = bundles.find(name, Version.parseVersion(entry.previousVersion()));
    List<Slot> before = tracker.slotsOf(old);
    Path jar = Path.of(entry.previous());
    guard.expect(jar, entry.previousOrigin() == Origin.NETWORK);
    Newcomer newcomer =
        there == null
            ? Newcomer.install(context, tracker, registry, guard, configurations, jar)
            : Newcomer.of(tracker, registry, guard, configurations, there);
    ClassLoader again = Bundles.loader(newcomer.bundle());
    if (again != null) {
      leaks.serves(again);
    }
    try {
      newcomer.start();
      for (String complaint : newcomer.complaints()) {
        // The version before may be the only one that works: it does with what it understands.
        LOG.warn(
            "{} does not know all of its configuration: {}", label(newcomer.bundle()), complaint);
      }
      newcomer.probe(List.of());
      store.remember(
          name,
          store.owns(entry.previous())
              ? DriverStore.Entry.serving(fileName(jar), entry.previousOrigin(), names(newcomer))
              : null);
    } catch (RuntimeException e) {
      newcomer.undo();
      throw e;
    }
    String discarded = Bundles.path(old);
    replace(
        newcomer,
        before,
        null,
        () -> {
          uninstall(old, names(before));
          store.delete(discarded);
        });
    return newcomer.slots();
  }

  /** Removes a driver together with the others of its bundle. */
  public void remove(Slot slot) {
    String name = Bundles.name(owner(slot));
    List<Bundle> all = bundles.named(name);
    List<String> drivers = names(together(slot));
    boolean shipped = all.stream().anyMatch(b -> !store.owns(Bundles.path(b)));
    store.remember(name, shipped ? DriverStore.Entry.gone() : null);
    for (Bundle bundle : all) {
      String jar = Bundles.path(bundle);
      retirement.of(
          tracker.slotsOf(bundle),
          () -> {
            uninstall(bundle, drivers);
            store.delete(jar);
          });
    }
  }

  /** All drivers that live in the same bundle. */
  public List<Slot> together(Slot slot) {
    return tracker.slotsOf(owner(slot));
  }

  /** Ends calls to a driver, and remembers that. */
  public void disable(Slot slot) {
    store.disable(slot.id().toString(), true);
    if (!registry.disable(slot)) {
      store.disable(slot.id().toString(), false);
      throw ProblemException.failed(
          slot.label() + " can't be disabled yet: " + String.join("; ", slot.stragglers()), null);
    }
  }

  /** Lets calls go to a driver again, and remembers that. */
  public void enable(Slot slot) {
    store.disable(slot.id().toString(), false);
    registry.enable(slot);
  }

  private void replace(
      Newcomer newcomer, List<Slot> before, @Nullable CallJournal named, Runnable end) {
    newcomer.admit(before, named);
    steps.accept(Step.ROUTED);
    retirement.of(before, end);
  }

  private static List<String> names(Newcomer newcomer) {
    return names(newcomer.slots());
  }

  private static List<String> names(List<Slot> slots) {
    return slots.stream().map(slot -> slot.id().toString()).toList();
  }

  private Path copy(DriverJar jar) {
    try {
      return store.copy(jar);
    } catch (IOException e) {
      throw ProblemException.failed(
          jar.path()
              + " can't be copied to "
              + store.directory()
              + ": "
              + reason(e)
              + "; what serves goes on serving, try again when that is mended",
          e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException known && known.getReason() != null
        ? known.getReason()
        : String.valueOf(e.getMessage());
  }

  private void undo(@Nullable Newcomer newcomer, Path kept) {
    if (newcomer != null) {
      List<String> drivers = names(newcomer);
      ClassLoader loader = Bundles.loader(newcomer.bundle());
      newcomer.undo();
      ended(newcomer.bundle(), drivers, loader, true);
    }
    store.delete(kept.toString());
  }

  /** A version that was left behind stopped, such as one that was upgraded from, makes way. */
  private void removeStopped(DriverJar jar, List<String> drivers) {
    Bundle same = bundles.find(jar.symbolicName(), jar.version());
    if (same != null) {
      uninstall(same, drivers);
    }
  }

  private void refuseTaken(Newcomer newcomer) {
    String name = Bundles.name(newcomer.bundle());
    for (Slot slot : newcomer.slots()) {
      for (Slot other : registry.slots()) {
        if (other.id().equals(slot.id()) && !other.source().bundle().equals(name)) {
          throw ProblemException.conflict(
              "driver " + slot.id() + " is there already, from bundle " + other.source().bundle());
        }
      }
    }
  }

  private static void refuseMisconfigured(Newcomer newcomer) {
    if (!newcomer.complaints().isEmpty()) {
      throw ProblemException.invalid(
          label(newcomer.bundle())
              + " can't take the configuration of the version in service: "
              + String.join("; ", newcomer.complaints()));
    }
  }

  private static void refuseMissing(List<Slot> before, Newcomer newcomer) {
    Set<DriverId> offered = new HashSet<>();
    newcomer.slots().forEach(slot -> offered.add(slot.id()));
    List<String> missing = new ArrayList<>();
    for (Slot slot : before) {
      if (!offered.contains(slot.id())) {
        missing.add(slot.id().toString());
      }
    }
    if (!missing.isEmpty()) {
      throw ProblemException.invalid(
          label(newcomer.bundle())
              + " lacks drivers that the version in service has: "
              + String.join(", ", missing));
    }
  }

  /** One version back is kept, not two. */
  private void forgetOlder(String name, DriverStore.Entry known, List<String> drivers) {
    if (!known.previous().isEmpty() && store.owns(known.previous())) {
      Bundle older = bundles.find(name, Version.parseVersion(known.previousVersion()));
      if (older != null) {
        uninstall(older, drivers);
      }
      store.delete(known.previous());
    }
  }

  private static Bundle owner(Slot slot) {
    Bundle owner = DriverTracker.ownerOf(slot);
    if (owner == null) {
      throw ProblemException.unsupported("driver " + slot.id() + " comes from no bundle");
    }
    return owner;
  }

  private void stop(Bundle bundle, List<String> drivers) {
    ClassLoader loader = Bundles.loader(bundle);
    try {
      bundle.stop();
    } catch (BundleException | IllegalStateException e) {
      LOG.warn("{} did not stop well", label(bundle), e);
    }
    ended(bundle, drivers, loader, false);
  }

  private void ended(
      Bundle bundle, List<String> drivers, @Nullable ClassLoader loader, boolean gone) {
    if (loader != null) {
      leaks.ended(drivers, bundle.getVersion().toString(), loader, gone);
    }
  }

  private void uninstall(Bundle bundle, List<String> drivers) {
    ClassLoader loader = Bundles.loader(bundle);
    try {
      bundle.uninstall();
    } catch (BundleException | IllegalStateException e) {
      LOG.warn("{} can't be uninstalled", label(bundle), e);
    }
    ended(bundle, drivers, loader, true);
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String label(Bundle bundle) {
    return "bundle " + Bundles.name(bundle) + " " + bundle.getVersion();
  }
}
