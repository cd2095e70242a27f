package org.jdock.container.internal.health;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.image.HealthConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a container's health is found out, with Docker's defaults. Times in nanoseconds. Immutable.
 *
 * @param command at least one word
 * @param interval between the end of a probe and the next
 * @param timeout of a probe
 * @param startPeriod in which failures do not count
 * @param startInterval in place of interval while it is starting in its start period
 * @param retries failures in a row that make it unhealthy; at least 1
 */
public record HealthCheck(
    List<String> command,
    long interval,
    long timeout,
    long startPeriod,
    long startInterval,
    int retries) {
  private static final Logger LOG = LogManager.getLogger(HealthCheck.class);
  private static final long SECOND = 1_000_000_000L;
  private static final int RETRIES = 3;
  private static final List<String> SHELL = List.of("/bin/sh", "-c");

  /** Keeps its own copy. */
  public HealthCheck {
    command = List.copyOf(command);
  }

  /** A container's; null when it has none. */
  public static @Nullable HealthCheck of(ContainerConfig config) {
    HealthConfig asked = config.healthcheck();
    List<String> command = asked == null ? List.of() : command(asked.test(), config.shell());
    if (asked == null || command.isEmpty()) {
      return null;
    }
    Integer retries = asked.retries();
    return new HealthCheck(
        command,
        or(asked.interval(), 30 * SECOND),
        or(asked.timeout(), 30 * SECOND),
        or(asked.startPeriod(), 0),
        or(asked.startInterval(), 5 * SECOND),
        retries == null || retries <= 0 ? RETRIES : retries);
  }

  private static List<String> command(@Nullable List<String> test, @Nullable List<String> shell) {
    if (test == null || test.isEmpty()) {
      return List.of();
    }
    List<String> words = test.subList(1, test.size());
    return switch (test.getFirst()) {
      case "CMD" -> words;
      case "CMD-SHELL" -> {
        List<String> all = new ArrayList<>(shell == null || shell.isEmpty() ? SHELL : shell);
        all.addAll(words);
        yield all;
      }
      case "NONE" -> List.of();
      default -> {
        LOG.warn("unknown type of health check '{}': not run", test.getFirst());
        yield List.of();
      }
    };
  }

  private static long or(@Nullable Long asked, long otherwise) {
    return asked == null || asked == 0 ? otherwise : asked;
  }

  /**
   * How long to wait for the next probe.
   *
   * @param up for how long it has been running
   */
  long wait(Health now, long up) {
    return up < startPeriod && now.status() == Health.Status.STARTING ? startInterval : interval;
  }
}
