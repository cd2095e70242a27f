package org.jdock.container.internal.state;

/**
 * A container at one moment, for readers. Immutable.
 *
 * @param definition what it was made to be
 * @param state what has become of it
 */
public record Snapshot(Definition definition, RunState state) {
  /** The container's id. */
  public String id() {
    return definition.id();
  }

  /** Its name, without a leading slash. */
  public String name() {
    return definition.name();
  }

  /** Its status. */
  public Status status() {
    return state.status();
  }
}
