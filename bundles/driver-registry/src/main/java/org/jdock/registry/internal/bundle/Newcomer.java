package org.jdock.registry.internal.bundle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.internal.call.CallJournal;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.registry.trust.TrustGuard;
import org.jdock.spi.Probe;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Brings a bundle up beside what serves, without calls going to its drivers. Until it is admitted,
 * {@link #undo} leaves things as they were.
 */
final class Newcomer {
  private static final Logger LOG = LogManager.getLogger(Newcomer.class);
  private static final Duration SERVICE = Duration.ofSeconds(3);
  private static final Duration PARTING = Duration.ofMillis(200);

  private final DriverTracker tracker;
  private final Registry registry;
  private final Bundle bundle;
  private final boolean ours;
  private final TrustGuard guard;
  private final DriverConfigurations configurations;
  private List<String> complaints = List.of();
  private List<Slot> slots = List.of();

  /** Whether its start does not come back: the framework would wait for that to take it away. */
  private boolean hangs;

  private Newcomer(
      DriverTracker tracker,
      Registry registry,
      TrustGuard guard,
      DriverConfigurations configurations,
      Bundle bundle,
      boolean ours) {
    this.configurations = configurations;
    this.guard = guard;
    this.tracker = tracker;
    this.registry = registry;
    this.bundle = bundle;
    this.ours = ours;
  }

  /** Installs a jar. */
  static Newcomer install(
      BundleContext context,
      DriverTracker tracker,
      Registry registry,
      TrustGuard guard,
      DriverConfigurations configurations,
      Path jar) {
    try {
      Bundle bundle = context.installBundle(jar.toUri().toString());
      return new Newcomer(tracker, registry, guard, configurations, bundle, true);
    } catch (BundleException e) {
      throw ProblemException.invalid(jar + " can't be installed: " + Resolution.explain(e));
    }
  }

  /** Takes a bundle that is installed already, and stopped. */
  static Newcomer of(
      DriverTracker tracker,
      Registry registry,
      TrustGuard guard,
      DriverConfigurations configurations,
      Bundle bundle) {
    return new Newcomer(tracker, registry, guard, configurations, bundle, false);
  }

  Bundle bundle() {
    return bundle;
  }

  List<Slot> slots() {
    return slots;
  }

  /** What it can't take of the configuration that the version before has. */
  List<String> complaints() {
    return complaints;
  }

  /** Starts it and waits for its drivers. */
  void start() {
    start(true);
  }

  /**
   * As above.
   *
   * @param some whether it must have any: what the version before has depends on what is found
   */
  void start(boolean some) {
    tracker.hold(bundle);
    complaints = configurations.prepare(bundle);
    try {
      Starts.start(bundle, registry.limits().probe());
    } catch (ProblemException e) {
      hangs = true;
      throw e;
    } catch (BundleException e) {
      String refusal = guard.refusal(bundle);
      if (refusal != null) {
        throw new ProblemException(Problem.FORBIDDEN, refusal);
      }
      throw ProblemException.invalid(
          label() + " can't be started: " + Resolution.explain(e, tracker.bundles()));
    }
    long end = System.nanoTime() + SERVICE.toNanos();
    try {
      slots = tracker.slotsOf(bundle);
      while (some && slots.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(20);
        slots = tracker.slotsOf(bundle);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.UNAVAILABLE, "interrupted while starting " + label());
    }
    if (some && slots.isEmpty()) {
      throw ProblemException.invalid(
          label()
              + " has no driver: it registered no service of a kind with a name; its vendor must"
              + " declare one, such as @Component(service = LogDriver.class, property ="
              + " \"jdock.driver=NAME\")");
    }
  }

  /**
   * Makes its drivers and asks whether they can run here; refuses when one can't, but for one that
   * could not before either: what it lacks is not this version's fault.
   *
   * @param instead what serves until then
   */
  void probe(List<Slot> instead) {
    for (Slot slot : slots) {
      Probe probe = registry.probeAgain(slot);
      if (!probe.ready() && instead.stream().noneMatch(old -> lacksTheSame(old, slot))) {
        String remedy = probe.remedy().isEmpty() ? "" : ": " + probe.remedy();
        throw new ProblemException(
            Problem.UNAVAILABLE,
            slot.label() + " can't run on this host: " + probe.reason() + remedy);
      }
      registry.open(slot);
    }
  }

  private boolean lacksTheSame(Slot old, Slot slot) {
    try {
      return old.id().equals(slot.id()) && !registry.probeAgain(old).ready();
    } catch (ProblemException e) {
      return false; // it is broken, which says nothing of the host
    }
  }

  /**
   * Calls go to it from now on, and to the others no more; not to what an operator disabled. That
   * was open only to be tried, and is closed again.
   */
  void admit(List<Slot> instead, @Nullable CallJournal journal) {
    slots.forEach(slot -> slot.journal(journal));
    registry.swap(slots.stream().filter(slot -> !off(slot)).toList(), instead);
    for (Slot slot : slots) {
      if (off(slot) && !registry.disable(slot)) {
        LOG.warn("{} is not closed yet: {}", slot.label(), slot.stragglers());
      }
    }
    slots = tracker.slotsOf(bundle);
    tracker.release(bundle);
  }

  private static boolean off(Slot slot) {
    return slot.state() == DriverState.DISABLED;
  }

  /** Takes it away again. */
  void undo() {
    tracker.release(bundle);
    for (Slot slot : tracker.slotsOf(bundle)) {
      // It served nobody: what hangs in it now is its own.
      if (!registry.retire(slot, PARTING)) {
        LOG.warn("{} is left behind with its calls: {}", slot.label(), slot.stragglers());
        registry.forget(slot);
      }
    }
    if (hangs) {
      Thread.ofPlatform().daemon().name("driver-undo").start(this::takeAway);
    } else {
      takeAway();
    }
  }

  private void takeAway() {
    try {
      if (ours) {
        bundle.uninstall();
      } else {
        bundle.stop();
      }
    } catch (BundleException | IllegalStateException e) {
      LOG.warn("{} can't be taken away again", label(), e);
    }
  }

  private String label() {
    return "bundle " + Bundles.name(bundle) + " " + bundle.getVersion();
  }
}
