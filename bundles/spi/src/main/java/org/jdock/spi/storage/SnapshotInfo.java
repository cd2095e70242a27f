package org.jdock.spi.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a snapshot.
 *
 * @param name its key while active or a view, its name once committed
 * @param parent the committed snapshot below it; null when there is none
 * @param kind what it is
 * @param created when it was prepared or, once committed, committed
 */
public record SnapshotInfo(String name, @Nullable String parent, Kind kind, Instant created) {
  /** What a snapshot is. */
  public enum Kind {
    /** Writable. */
    ACTIVE,
    /** Read-only. */
    VIEW,
    /** Unchangeable, and fit to be a parent. */
    COMMITTED
  }
}
