package org.jdock.container.internal.list;

import java.time.Duration;
import java.time.Instant;
import org.jdock.container.internal.health.Health;
import org.jdock.container.internal.state.RunState;
import org.jspecify.annotations.Nullable;

/** A status as {@code docker ps} shows it. */
public final class StatusText {
  private StatusText() {}

  /**
   * The text.
   *
   * @param now nanoseconds since the epoch
   */
  public static String of(RunState state, long now) {
    String up = human(Duration.ofNanos(now - state.startedAt()));
    String ago = human(Duration.ofNanos(now - state.finishedAt())) + " ago";
    return switch (state.status()) {
      case CREATED -> "Created";
      case RUNNING -> "Up " + up + health(state.health());
      case PAUSED -> "Up " + up + " (Paused)";
      case RESTARTING -> "Restarting (" + state.exitCode() + ") " + ago;
      case EXITED -> "Exited (" + state.exitCode() + ") " + ago;
      case REMOVING -> "Removal In Progress";
      case DEAD -> "Dead";
    };
  }

  private static String health(@Nullable Health health) {
    if (health == null) {
      return "";
    }
    String status = health.status().text();
    return health.status() == Health.Status.STARTING
        ? " (health: " + status + ")"
        : " (" + status + ")";
  }

  /** As Docker's units.HumanDuration. */
  static String human(Duration d) {
    long seconds = Math.max(0, d.toSeconds());
    long minutes = seconds / 60;
    long hours = Math.round(seconds / 3600.0);
    if (seconds < 1) {
      return "Less than a second";
    } else if (seconds == 1) {
      return "1 second";
    } else if (seconds < 60) {
      return seconds + " seconds";
    } else if (minutes == 1) {
      return "About a minute";
    } else if (minutes < 60) {
      return minutes + " minutes";
    } else if (hours == 1) {
      return "About an hour";
    } else if (hours < 48) {
      return hours + " hours";
    } else if (hours < 24 * 7 * 2) {
      return hours / 24 + " days";
    } else if (hours < 24 * 30 * 2) {
      return hours / 24 / 7 + " weeks";
    } else if (hours < 24 * 365 * 2) {
      return hours / 24 / 30 + " months";
    }
    return (long) (d.toSeconds() / 3600.0 / 24 / 365) + " years";
  }

  /** RFC 3339 with nanoseconds; the year 1 for 0, as Go writes no time. */
  public static String time(long nanos) {
    return nanos == 0 ? "0001-01-01T00:00:00Z" : Instant.ofEpochSecond(0, nanos).toString();
  }
}
