package org.jdock.container.internal.state;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;

/** A container's status, and the one table of what may follow what. */
public enum Status {
  /** Made, never run. */
  CREATED,
  /** Its process runs. */
  RUNNING,
  /** Its processes are frozen. */
  PAUSED,
  /** Ended, and waits to be started again. */
  RESTARTING,
  /** Ended. */
  EXITED,
  /** Being removed. */
  REMOVING,
  /** Could not be removed completely. */
  DEAD;

  /** What may come next. */
  public Set<Status> next() {
    return switch (this) {
      case CREATED -> EnumSet.of(RUNNING, REMOVING);
      case RUNNING -> EnumSet.of(PAUSED, RESTARTING, EXITED);
      case PAUSED -> EnumSet.of(RUNNING, RESTARTING, EXITED);
      case RESTARTING -> EnumSet.of(RUNNING, EXITED);
      case EXITED -> EnumSet.of(RUNNING, REMOVING);
      case REMOVING -> EnumSet.of(DEAD);
      case DEAD -> EnumSet.of(REMOVING);
    };
  }

  /**
   * This status, when it may follow.
   *
   * @throws ProblemException CONFLICT when it may not
   */
  public Status after(Status before) {
    if (!before.next().contains(this)) {
      throw new ProblemException(
          Problem.CONFLICT, "a container that is " + before.text() + " can't become " + text());
    }
    return this;
  }

  /** As the Engine API says it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a process is there. */
  public boolean alive() {
    return this == RUNNING || this == PAUSED;
  }

  /** Whether Docker calls it running: also while it waits to be started again. */
  public boolean active() {
    return alive() || this == RESTARTING;
  }
}
