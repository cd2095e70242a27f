package org.jdock.container.internal.exit;

/**
 * How a process ended.
 *
 * @param code 0 to 255; 128 and the signal when a signal ended it
 * @param finishedNanos when, in nanoseconds since the epoch: the exit file's time
 * @param oomKilled whether the monitor saw the kernel kill it for want of memory
 */
public record Exit(int code, long finishedNanos, boolean oomKilled) {}
