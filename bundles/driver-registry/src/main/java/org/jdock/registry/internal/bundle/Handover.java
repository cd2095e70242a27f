package org.jdock.registry.internal.bundle;

import org.jdock.registry.internal.slot.Slot;

/**
 * Told when calls of a driver go to another version, before the old one ends: where what lives long
 * in the kernel, such as networks, is to be made true again by the new one.
 */
@FunctionalInterface
public interface Handover {
  /** Calls go to this version now. On the operator's thread; must not throw. */
  void routed(Slot to);
}
