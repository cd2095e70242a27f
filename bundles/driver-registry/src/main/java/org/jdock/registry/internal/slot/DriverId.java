package org.jdock.registry.internal.slot;

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

  @Override
  public int compareTo(DriverId other) {
    return toString().compareTo(other.toString());
  }
}
