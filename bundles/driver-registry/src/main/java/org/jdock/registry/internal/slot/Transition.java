package org.jdock.registry.internal.slot;

/**
 * A version of a driver became something else.
 *
 * @param reason why, for people; may be empty
 */
public record Transition(Slot slot, DriverState from, DriverState to, String reason) {}
