package org.jdock.registry.internal.slot;

/** Work under a lease of one version of a driver. */
@FunctionalInterface
interface SlotCall<T> {
  /** Does it, on a driver thread. */
  T on(Slot slot) throws Exception;
}
