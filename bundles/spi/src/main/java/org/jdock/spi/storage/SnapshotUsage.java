package org.jdock.spi.storage;

/**
 * What a snapshot takes on disk.
 *
 * @param bytes allocated bytes
 * @param inodes files, directories and the like
 */
public record SnapshotUsage(long bytes, long inodes) {}
