package org.jdock.registry.internal.slot;

import java.util.Map;
import java.util.Set;

/** What one version of a driver can be, and become: the one table of its life. */
public enum DriverState {
  /** There, but takes no calls: it is being brought up, or another version serves. */
  INSTALLED,
  /** Takes calls. */
  ACTIVE,
  /** Takes calls, though it says that this host can't run it. */
  UNAVAILABLE,
  /** Too many calls in a row hung or failed unexpectedly; a call that succeeds heals it. */
  UNHEALTHY,
  /** Takes no calls because an operator said so. */
  DISABLED,
  /** Takes no more calls, and ends with the last one. */
  DRAINING;

  private static final Map<DriverState, Set<DriverState>> NEXT =
      Map.of(
          INSTALLED, Set.of(ACTIVE, UNAVAILABLE, DISABLED, DRAINING),
          ACTIVE, Set.of(INSTALLED, UNAVAILABLE, UNHEALTHY, DRAINING),
          UNAVAILABLE, Set.of(INSTALLED, ACTIVE, UNHEALTHY, DRAINING),
          UNHEALTHY, Set.of(INSTALLED, ACTIVE, DRAINING),
          DISABLED, Set.of(ACTIVE, DRAINING),
          DRAINING, Set.of());

  /** Whether it can become that. */
  public boolean leadsTo(DriverState next) {
    return NEXT.getOrDefault(this, Set.of()).contains(next);
  }
}
