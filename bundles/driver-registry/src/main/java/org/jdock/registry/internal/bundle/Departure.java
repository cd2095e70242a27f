package org.jdock.registry.internal.bundle;

import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.registry.internal.leak.Leaks;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Slot;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Ends bundles whose drivers take no more calls, and has what they leave behind looked for. */
final class Departure {
  private static final Logger LOG = LogManager.getLogger(Departure.class);

  private final DriverTracker tracker;
  private final Leaks leaks;

  Departure(DriverTracker tracker, Leaks leaks) {
    this.tracker = tracker;
    this.leaks = leaks;
  }

  /** Stops one that stays for a rollback. */
  void stop(Bundle bundle, List<String> drivers) {
    ClassLoader loader = Bundles.loader(bundle);
    try {
      bundle.stop();
    } catch (BundleException | IllegalStateException e) {
      LOG.warn("{} did not stop well", Admission.label(bundle), e);
    }
    ended(bundle, drivers, loader, false);
  }

  /** Takes one out of the framework. */
  void uninstall(Bundle bundle, List<String> drivers) {
    ClassLoader loader = Bundles.loader(bundle);
    try {
      bundle.uninstall();
    } catch (BundleException | IllegalStateException e) {
      LOG.warn("{} can't be uninstalled", Admission.label(bundle), e);
    }
    ended(bundle, drivers, loader, true);
  }

  /** Undoes what came up, with all that it has. */
  void undo(Newcomer newcomer, List<String> drivers) {
    ClassLoader loader = Bundles.loader(newcomer.bundle());
    newcomer.undo();
    ended(newcomer.bundle(), drivers, loader, true);
  }

  /** A driver was closed, and its bundle stays: once no other of it is open, nothing may run. */
  void disabled(Slot slot) {
    Bundle bundle = DriverTracker.ownerOf(slot);
    if (bundle == null) {
      return;
    }
    List<Slot> all = tracker.slotsOf(bundle);
    if (all.stream().allMatch(each -> each.state() == DriverState.DISABLED)) {
      List<String> names = all.stream().map(each -> each.id().toString()).toList();
      ended(bundle, names, Bundles.loader(bundle), false);
    }
  }

  /** A bundle serves again: what it has is its own. */
  void returned(@Nullable Bundle bundle) {
    ClassLoader loader = bundle == null ? null : Bundles.loader(bundle);
    if (loader != null) {
      leaks.serves(loader);
    }
  }

  private void ended(
      Bundle bundle, List<String> drivers, @Nullable ClassLoader loader, boolean gone) {
    if (loader != null) {
      leaks.ended(drivers, bundle.getVersion().toString(), loader, gone);
    }
  }
}
