package org.jdock.container.internal.health;

/**
 * What one run of a health check found.
 *
 * @param start nanoseconds since the epoch
 * @param end likewise
 * @param exitCode 0 for healthy; -1 when it could not be run, or took too long
 * @param output what it wrote, or why it has no exit code
 */
public record Probe(long start, long end, int exitCode, String output) {}
