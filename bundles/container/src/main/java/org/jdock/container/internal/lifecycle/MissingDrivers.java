package org.jdock.container.internal.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.container.HostConfig;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.container.internal.mounts.MountEntry;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.Status;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.spi.security.SecurityDriver;
import org.jdock.spi.storage.StorageDriver;
import org.jdock.spi.volume.VolumeDriver;
import org.jspecify.annotations.Nullable;

/**
 * Starts containers that their policy wants to run; one that lacks a driver waits with that reason,
 * and is started when drivers come. Someone who starts one is told at once instead. Started in a
 * container's queue.
 */
final class MissingDrivers implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(MissingDrivers.class);

  /** Only while containers wait; the names are at hand, nothing is asked of a driver. */
  private static final long LOOK_MILLIS = 250;

  private static final List<Class<?>> KINDS =
      List.of(
          LogDriver.class,
          NetworkDriver.class,
          RuntimeDriver.class,
          SecurityDriver.class,
          StorageDriver.class,
          VolumeDriver.class);

  private final DriverRegistry registry;
  private final Starter starter;
  private final Map<Container, Long> waiting = new ConcurrentHashMap<>();
  private @Nullable Thread looking;
  private boolean closed;

  MissingDrivers(DriverRegistry registry, Starter starter) {
    this.registry = registry;
    this.starter = starter;
  }

  /**
   * Starts one, now or when its drivers are there.
   *
   * @throws ProblemException when it fails, and no driver is to blame
   */
  void start(Container c) {
    List<List<String>> before = names();
    ProblemException why = lacking(c.definition(), "waits for");
    try {
      if (why == null) {
        starter.start(c);
        return;
      }
      starter.refuse(c, why);
    } catch (ProblemException e) {
      // Of a network only its name is known here: that its driver is missing shows when it fails.
      if (e.problem() != Problem.UNAVAILABLE && e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
      why = e;
    }
    LOG.warn("Container {} waits: {}", c.definition().name(), why.getMessage());
    await(c, before);
  }

  /**
   * For someone who wants it to run now.
   *
   * @throws ProblemException UNAVAILABLE when it lacks a driver
   */
  void require(Container c) {
    ProblemException why = lacking(c.definition(), "the container needs");
    if (why != null) {
      starter.refuse(c, why);
      throw why;
    }
  }

  private @Nullable ProblemException lacking(Definition d, String how) {
    List<String> missing = new ArrayList<>();
    check(StorageDriver.class, "storage/", d.storageDriver(), missing);
    HostConfig.@Nullable LogConfig log = d.hostConfig().logConfig();
    if (log != null) {
      check(LogDriver.class, "log/", log.type(), missing);
    }
    check(RuntimeDriver.class, "runtime/", d.runtime(), missing);
    check(SecurityDriver.class, "security/", d.securityProfile(), missing);
    for (MountEntry mount : d.mounts()) {
      if (mount.isVolume() && mount.name() != null) {
        check(VolumeDriver.class, "volume/", mount.driver(), missing);
      }
    }
    return missing.isEmpty()
        ? null
        : new ProblemException(
            Problem.UNAVAILABLE,
            how
                + " driver "
                + String.join(", ", missing)
                + ", which is not there: install or enable it");
  }

  private void check(Class<?> kind, String prefix, @Nullable String name, List<String> missing) {
    if (name != null && !name.isEmpty() && !registry.names(kind).contains(name)) {
      missing.add(prefix + name);
    }
  }

  private List<List<String>> names() {
    return KINDS.stream().map(registry::names).toList();
  }

  /** Someone stopped it: it waits no more. */
  void forget(Container c) {
    waiting.remove(c);
  }

  private synchronized void await(Container c, List<List<String>> before) {
    waiting.put(c, c.run);
    if (looking == null && !closed) {
      looking = Thread.ofVirtual().name("missing-drivers").start(() -> look(before));
    } else if (!before.equals(names())) {
      retry(); // they came while it was tried
    }
  }

  private void look(List<List<String>> before) {
    List<List<String>> known = before;
    try {
      while (goOn()) {
        List<List<String>> now = names();
        if (!now.equals(known)) {
          known = now;
          retry();
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean goOn() {
    if (closed || waiting.isEmpty()) {
      looking = null;
      return false;
    }
    return true;
  }

  private void retry() {
    waiting.forEach((c, run) -> {
      if (waiting.remove(c, run)) {
        c.queue.later("starting " + c.id(), () -> again(c, run));
      }
    });
  }

  private void again(Container c, long run) {
    boolean idle = c.status() == Status.CREATED || c.status() == Status.EXITED;
    if (c.run == run && idle) {
      start(c);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
  }
}
