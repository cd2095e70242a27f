package org.jdock.container.internal.create;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.api.image.HealthConfig;
import org.jdock.linux.process.Signals;
import org.jdock.spi.OptionSpec;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what can't be, in Docker's words (moby, daemon/container.go and daemon_unix.go). Looks at
 * nothing but its arguments.
 */
public final class Checks {
  private static final long MINIMUM_MEMORY = 6L << 20;
  private static final long MINIMUM_DURATION = 1_000_000; // nanoseconds, of a health check

  private Checks() {}

  /** Of the container itself. */
  public static void config(ContainerConfig config) {
    String directory = config.workingDir();
    if (directory != null && !directory.isEmpty() && !directory.startsWith("/")) {
      throw ProblemException.invalid(
          "the working directory '" + directory + "' is invalid, it needs to be an absolute path");
    }
    if (config.env() != null) {
      for (String variable : config.env()) {
        if (variable.isEmpty() || variable.startsWith("=")) {
          throw ProblemException.invalid("invalid environment variable: " + variable);
        }
      }
    }
    signal(config.stopSignal());
    health(config.healthcheck());
    Ports.checkExposed(config);
  }

  private static void health(@Nullable HealthConfig health) {
    if (health == null) {
      return;
    }
    atLeast("Interval", health.interval());
    atLeast("Timeout", health.timeout());
    atLeast("StartPeriod", health.startPeriod());
    atLeast("StartInterval", health.startInterval());
    if (health.retries() != null && health.retries() < 0) {
      throw ProblemException.invalid("Retries in Healthcheck cannot be negative");
    }
  }

  private static void atLeast(String name, @Nullable Long nanos) {
    if (nanos != null && nanos != 0 && nanos < MINIMUM_DURATION) {
      throw ProblemException.invalid(name + " in Healthcheck cannot be less than 1ms");
    }
  }

  /** A signal's number; null for null or empty. */
  public static @Nullable Integer signal(@Nullable String signal) {
    if (signal == null || signal.isEmpty()) {
      return null;
    }
    try {
      return Signals.number(signal);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("invalid signal: " + signal);
    }
  }

  /** Of the names of a log driver's options; their values are checked by what the driver says. */
  public static void logOptions(String driver, Collection<String> known, Set<String> given) {
    for (String option : given) {
      if (!known.contains(option) && !known.contains(OptionSpec.ANY)) {
        throw ProblemException.invalid(
            "unknown log opt '" + option + "' for " + driver + " log driver");
      }
    }
  }

  /**
   * Of how it is run.
   *
   * @param processors how many the host has
   */
  public static void host(HostConfig host, int processors) {
    memory(host);
    cpu(host, processors);
    restart(host);
    if (host.shmSize() < 0) {
      throw ProblemException.invalid("SHM size can not be less than 0");
    }
    if (host.oomScoreAdj() < -1000 || host.oomScoreAdj() > 1000) {
      throw ProblemException.invalid(
          "Invalid value " + host.oomScoreAdj() + ", range for oom score adj is [-1000, 1000]");
    }
    if (host.extraHosts() != null) {
      for (String extra : host.extraHosts()) {
        int colon = extra.indexOf(':');
        if (colon < 1 || colon == extra.length() - 1) {
          throw ProblemException.invalid("bad format for add-host: \"" + extra + "\"");
        }
      }
    }
    refuseJoining("network", host.networkMode());
    mode("IPC", host.ipcMode(), Set.of("", "none", "private", "shareable", "host"));
    mode("PID", host.pidMode(), Set.of("", "host"));
    mode("UTS", host.utsMode(), Set.of("", "host"));
    mode("user namespace", host.usernsMode(), Set.of("", "host"));
    mode("cgroup namespace", host.cgroupnsMode(), Set.of("", "host", "private"));
    Map<String, String> storage = host.storageOpt();
    if (storage != null && !storage.isEmpty()) {
      throw ProblemException.unsupported(
          "--storage-opt is supported by no storage driver: "
              + String.join(", ", storage.keySet()));
    }
    if (host.links() != null && !host.links().isEmpty()) {
      throw ProblemException.unsupported("--link is not supported");
    }
  }

  private static void mode(String what, @Nullable String mode, Set<String> known) {
    if (mode == null || known.contains(mode)) {
      return;
    }
    refuseJoining(what, mode);
    throw ProblemException.invalid("invalid " + what + " mode: " + mode);
  }

  private static void refuseJoining(String what, @Nullable String mode) {
    if (mode != null && mode.startsWith("container:")) {
      throw ProblemException.unsupported(
          "joining another container's " + what + " namespace is not supported");
    }
  }

  private static void memory(HostConfig host) {
    long memory = host.memory();
    if (memory != 0 && memory < MINIMUM_MEMORY) {
      throw ProblemException.invalid("Minimum memory limit allowed is 6MB");
    }
    if (host.memorySwap() > 0 && memory == 0) {
      throw ProblemException.invalid(
          "You should always set the Memory limit when using Memoryswap limit, see usage");
    }
    if (memory > 0 && host.memorySwap() > 0 && host.memorySwap() < memory) {
      throw ProblemException.invalid(
          "Minimum memoryswap limit should be larger than memory limit, see usage");
    }
    Long swappiness = host.memorySwappiness();
    if (swappiness != null && (swappiness < -1 || swappiness > 100)) {
      throw ProblemException.invalid(
          "Invalid value: " + swappiness + ", valid memory swappiness range is 0-100");
    }
    long reservation = host.memoryReservation();
    if (reservation != 0 && reservation < MINIMUM_MEMORY) {
      throw ProblemException.invalid("Minimum memory reservation allowed is 6MB");
    }
    if (memory > 0 && reservation > 0 && memory < reservation) {
      throw ProblemException.invalid(
          "Minimum memory limit can not be less than memory reservation limit, see usage");
    }
  }

  private static void cpu(HostConfig host, int processors) {
    long nano = host.nanoCpus();
    if (nano > 0 && host.cpuPeriod() > 0) {
      throw ProblemException.invalid(
          "Conflicting options: Nano CPUs and CPU Period cannot both be set");
    }
    if (nano > 0 && host.cpuQuota() > 0) {
      throw ProblemException.invalid(
          "Conflicting options: Nano CPUs and CPU Quota cannot both be set");
    }
    if (nano < 0 || nano > processors * 1_000_000_000L || (nano > 0 && nano < 10_000_000)) {
      throw ProblemException.invalid(
          "range of CPUs is from 0.01 to "
              + processors
              + ".00, as there are only "
              + processors
              + " CPUs available");
    }
    if (host.cpuShares() < 0) {
      throw ProblemException.invalid(
          "invalid CPU shares (" + host.cpuShares() + "): value must be a positive integer");
    }
    if (host.cpuPeriod() != 0 && (host.cpuPeriod() < 1000 || host.cpuPeriod() > 1_000_000)) {
      throw ProblemException.invalid(
          "CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)");
    }
    if (host.cpuQuota() > 0 && host.cpuQuota() < 1000) {
      throw ProblemException.invalid("CPU cfs quota can not be less than 1ms (i.e. 1000)");
    }
    CpuSets.check(host);
  }

  private static void restart(HostConfig host) {
    HostConfig.RestartPolicy policy = host.restartPolicy();
    String name = policy == null || policy.name() == null ? "" : policy.name();
    int retries = policy == null ? 0 : policy.maximumRetryCount();
    switch (name) {
      case "", "no", "always", "unless-stopped" -> {
        if (retries != 0) {
          throw ProblemException.invalid(
              "invalid restart policy: maximum retry count can only be used with 'on-failure'");
        }
      }
      case "on-failure" -> {
        if (retries < 0) {
          throw ProblemException.invalid(
              "invalid restart policy: maximum retry count cannot be negative");
        }
      }
      default ->
          throw ProblemException.invalid(
              "invalid restart policy: unknown policy '"
                  + name
                  + "'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'");
    }
    if (host.autoRemove() && !name.isEmpty() && !name.equals("no")) {
      throw ProblemException.invalid("can't create 'AutoRemove' container with restart policy");
    }
  }
}
