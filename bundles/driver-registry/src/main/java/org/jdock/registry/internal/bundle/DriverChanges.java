package org.jdock.registry.internal.bundle;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.internal.call.CallJournal;
import org.jdock.registry.internal.leak.Leaks;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.registry.trust.TrustGuard;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/**
 * Installs, replaces and removes driver bundles. Not thread-safe: its caller does one change at a
 * time. Until the newcomer is admitted every failure leaves all as it was.
 */
public final class DriverChanges {
  private static final Logger LOG = LogManager.getLogger(DriverChanges.class);

  private static final Duration LULL = Duration.ofMillis(500);

  private final BundleContext context;
  private final Registry registry;
  private final DriverTracker tracker;
  private final DriverStore store;
  private final Bundles bundles;
  private final Retirement retirement;
  private final CallJournal journal;
  private final TrustGuard guard;
  private final DriverConfigurations configurations;
  private final Departure departure;

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
    this.departure = new Departure(tracker, leaks);
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
    settle();
    DriverJar jar = DriverJar.read(path);
    Bundle there = bundles.active(jar.symbolicName());
    if (there != null) {
      throw ProblemException.conflict(
          Admission.label(there)
              + " is installed already: use upgrade to put another version in its place");
    }
    guard.check(path, origin == Origin.NETWORK);
    removeStopped(jar, List.of(jar.symbolicName()));
    StoredJar copy = copy(jar);
    Path kept = copy.path();
    guard.expect(kept, origin == Origin.NETWORK);
    Newcomer newcomer = null;
    try {
      newcomer = Newcomer.install(context, tracker, registry, guard, configurations, kept);
      newcomer.start();
      Admission.refuseTaken(newcomer, registry);
      // One that can't run on this host is installed all the same, and says why; one that can't
      // even be made is not.
      newcomer.slots().forEach(registry::probeAgain);
      durable(jar, copy);
      store.remember(
          jar.symbolicName(), DriverStore.Entry.serving(fileName(kept), origin, names(newcomer)));
    } catch (RuntimeException e) {
      undo(newcomer, kept);
      throw e;
    }
    newcomer.admit(List.of(), journal);
    // One of that name may have been disabled before: who installs a driver wants it.
    newcomer.slots().stream()
        .filter(slot -> slot.state() == DriverState.DISABLED)
        .forEach(this::enable);
    return newcomer.slots();
  }

  /**
   * Puts a newer version in an older one's place; gives what serves then.
   *
   * @param origin how the jar came to this host
   */
  public List<Slot> upgrade(Path path, Origin origin) {
    settle();
    DriverJar jar = DriverJar.read(path);
    Bundle old = bundles.active(jar.symbolicName());
    if (old == null) {
      throw ProblemException.notFound(
          "there is no bundle " + jar.symbolicName() + " to upgrade: use install");
    }
    int order = jar.version().compareTo(old.getVersion());
    if (order == 0) {
      throw ProblemException.conflict(Admission.label(old) + " is what serves already");
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
    DriverStore.@Nullable Entry known = store.entry(jar.symbolicName());
    StoredJar copy = copy(jar);
    Path kept = copy.path();
    guard.expect(kept, origin == Origin.NETWORK);
    steps.accept(Step.COPIED);
    Newcomer newcomer = null;
    try {
      newcomer = Newcomer.install(context, tracker, registry, guard, configurations, kept);
      newcomer.start(!before.isEmpty());
      steps.accept(Step.STARTED);
      Admission.refuseTaken(newcomer, registry);
      Admission.refuseMisconfigured(newcomer);
      Admission.refuseMissing(before, newcomer);
      newcomer.probe(before);
      steps.accept(Step.PROBED);
      durable(jar, copy);
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
    List<String> drivers = names(before);
    replace(
        newcomer,
        before,
        journal,
        () -> {
          departure.stop(old, drivers);
          steps.accept(Step.ENDED);
          if (known != null && !known.previous().equals(Bundles.path(old))) {
            forgetOlder(jar.symbolicName(), known, drivers);
          }
        });
    return newcomer.slots();
  }

  /** Goes back to the version before; gives what serves then. */
  public List<Slot> rollback(Slot slot) {
    settle();
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
    departure.returned(newcomer.bundle());
    try {
      newcomer.start();
      for (String complaint : newcomer.complaints()) {
        // The version before may be the only one that works: it does with what it understands.
        LOG.warn(
            "{} does not know all of its configuration: {}",
            Admission.label(newcomer.bundle()),
            complaint);
      }
      newcomer.probe(List.of());
      store.remember(
          name,
          store.owns(entry.previous())
              ? DriverStore.Entry.serving(fileName(jar), entry.previousOrigin(), names(newcomer))
              : null);
    } catch (ProblemException e) {
      newcomer.undo();
      throw new ProblemException(
          e.problem(), e.getMessage() + "; " + old.getVersion() + " serves on", e);
    } catch (RuntimeException e) {
      newcomer.undo();
      throw e;
    }
    String discarded = Bundles.path(old);
    List<String> drivers = names(before);
    replace(
        newcomer,
        before,
        null,
        () -> {
          departure.uninstall(old, drivers);
          store.delete(discarded);
        });
    return newcomer.slots();
  }

  /** Removes a driver together with the others of its bundle. */
  public void remove(Slot slot) {
    settle();
    String name = Bundles.name(owner(slot));
    List<Bundle> all = bundles.named(name);
    List<String> drivers = names(together(slot));
    drivers.forEach(driver -> store.disable(driver, false));
    boolean shipped = all.stream().anyMatch(b -> !store.owns(Bundles.path(b)));
    store.remember(name, shipped ? DriverStore.Entry.gone() : null);
    for (Bundle bundle : all) {
      String jar = Bundles.path(bundle);
      retirement.of(
          tracker.slotsOf(bundle),
          () -> {
            departure.uninstall(bundle, drivers);
            store.delete(jar);
          });
    }
  }

  /** Removes what was kept from serving: an untrusted bundle, or one in quarantine. */
  public void forget(String bundle, String jar) {
    store.remember(bundle, null);
    store.delete(store.directory().resolve(jar).toString());
  }

  /**
   * Waits for what a change before left to end. Each change does so first: what it meets is one
   * version of each bundle, and what was kept to go back to.
   *
   * @throws ProblemException UNAVAILABLE when that does not end in time
   */
  public void settle() {
    retirement.settle();
  }

  /** Waits a moment for the same: who asks what there is right after a change sees what stays. */
  public void lull() {
    var _ = retirement.quiet(LULL);
  }

  /** All drivers that live in the same bundle. */
  public List<Slot> together(Slot slot) {
    return tracker.slotsOf(owner(slot));
  }

  /** Ends calls to a driver, and remembers that. */
  public void disable(Slot slot) {
    settle();
    store.disable(slot.id().toString(), true);
    if (!registry.disable(slot)) {
      store.disable(slot.id().toString(), false);
      throw ProblemException.failed(
          slot.label() + " can't be disabled yet: " + String.join("; ", slot.stragglers()), null);
    }
    departure.disabled(slot);
  }

  /** Lets calls go to a driver again, and remembers that. */
  public void enable(Slot slot) {
    settle();
    store.disable(slot.id().toString(), false);
    departure.returned(DriverTracker.ownerOf(slot));
    registry.enable(slot);
  }

  private void replace(
      Newcomer newcomer, List<Slot> before, @Nullable CallJournal named, Runnable end) {
    newcomer.admit(before, named);
    steps.accept(Step.ROUTED);
    retirement.later(before, end);
  }

  private static List<String> names(Newcomer newcomer) {
    return names(newcomer.slots());
  }

  private static List<String> names(List<Slot> slots) {
    return slots.stream().map(slot -> slot.id().toString()).toList();
  }

  private StoredJar copy(DriverJar jar) {
    try {
      return store.copy(jar);
    } catch (IOException e) {
      throw notCopied(jar, e);
    }
  }

  /** Waits for the disk: what the state names must be there after a power cut. */
  private void durable(DriverJar jar, StoredJar copy) {
    try {
      copy.flush().await();
    } catch (IOException e) {
      throw notCopied(jar, e);
    }
  }

  private ProblemException notCopied(DriverJar jar, IOException e) {
    return ProblemException.failed(
        jar.path()
            + " can't be copied to "
            + store.directory()
            + ": "
            + reason(e)
            + "; what serves goes on serving, try again when that is mended",
        e);
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException known && known.getReason() != null
        ? known.getReason()
        : String.valueOf(e.getMessage());
  }

  private void undo(@Nullable Newcomer newcomer, Path kept) {
    if (newcomer != null) {
      departure.undo(newcomer, names(newcomer));
    }
    store.delete(kept.toString());
  }

  /** A version that was left behind stopped, such as one that was upgraded from, makes way. */
  private void removeStopped(DriverJar jar, List<String> drivers) {
    Bundle same = bundles.find(jar.symbolicName(), jar.version());
    if (same != null) {
      departure.uninstall(same, drivers);
    }
  }

  /** One version back is kept, not two. */
  private void forgetOlder(String name, DriverStore.Entry known, List<String> drivers) {
    if (!known.previous().isEmpty() && store.owns(known.previous())) {
      Bundle older = bundles.find(name, Version.parseVersion(known.previousVersion()));
      if (older != null) {
        departure.uninstall(older, drivers);
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

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }
}
