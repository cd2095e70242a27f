package org.jdock.registry.internal.slot;

import org.jspecify.annotations.Nullable;

/**
 * Which driver, whatever its version.
 *
 * @param kind its kind
 * @param name unique within the kind
 */
public record DriverId(DriverKind kind, String name) implements Comparable<DriverId> {
  /** As operators write it: {@code kind/name}. */
  @Override
  public String toString() {
    return kind.text() + "/" + name;
  }

  /**
   * Written out, as {@link #hashCode}: what the compiler makes is linked at the first use, 5 ms.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DriverId id && kind == id.kind && name.equals(id.name);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + name.hashCode();
  }

  @Override
  public int compareTo(DriverId other) {
    return toString().compareTo(other.toString());
  }
}
