package org.jdock.registry.internal.slot;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jdock.registry.internal.call.Call;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverContext;
import org.jspecify.annotations.Nullable;

/** One version of a driver: made at its first lease, closed after its last. Thread-safe. */
public final class Slot {
  private static final int UNHEALTHY_AFTER = 3;

  private final DriverId id;
  private final DriverSource source;
  private final Supplier<DriverContext> context;
  private final String label;
  private final ReentrantLock making = new ReentrantLock();
  private final AtomicInteger timeouts = new AtomicInteger();
  final Leases leases = new Leases();
  final Set<Call<?>> calls = ConcurrentHashMap.newKeySet();
  final Set<Session<?, ?>> sessions = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Driver made;
  private volatile @Nullable Driver opened;

  Slot(DriverId id, DriverSource source, Supplier<DriverContext> context) {
    this.id = id;
    this.source = source;
    this.context = context;
    this.label = "driver " + id + " " + source.version();
  }

  /** Which driver. */
  public DriverId id() {
    return id;
  }

  /** Where it comes from. */
  public DriverSource source() {
    return source;
  }

  /** For people: kind, name and version. */
  public String label() {
    return label;
  }

  /** The driver as it was made, perhaps not open yet. On a driver thread, under a lease. */
  Driver driver() throws Exception {
    Driver known = made;
    if (known != null) {
      return known;
    }
    making.lock();
    try {
      Driver again = made;
      if (again == null) {
        again = source.make();
        made = again;
      }
      return again;
    } finally {
      making.unlock();
    }
  }

  /** The driver, open. On a driver thread, under a lease. */
  Driver open() throws Exception {
    Driver known = opened;
    if (known != null) {
      return known;
    }
    making.lock();
    try {
      Driver again = opened;
      if (again == null) {
        again = driver();
        again.open(context.get());
        opened = again;
      }
      return again;
    } finally {
      making.unlock();
    }
  }

  /** Closes the driver and gives it back; when no lease is out, and no more are given. */
  void dispose() {
    making.lock();
    try {
      Driver driver = made;
      made = null;
      boolean close = opened != null;
      opened = null;
      if (driver != null) {
        try {
          if (close) {
            driver.close();
          }
        } finally {
          source.discard();
        }
      }
    } finally {
      making.unlock();
    }
  }

  void answered() {
    if (timeouts.get() != 0) {
      timeouts.set(0);
    }
  }

  void timedOut() {
    timeouts.incrementAndGet();
  }

  /** Whether too many calls in a row did not answer in time. */
  public boolean unhealthy() {
    return timeouts.get() >= UNHEALTHY_AFTER;
  }

  /**
   * Whether calls are refused for now: it is unhealthy, and calls still hang. Once they have all
   * returned the next call is the trial.
   */
  boolean refuses() {
    return unhealthy() && calls.stream().anyMatch(Call::abandoned);
  }

  /** Whether its calls are being waited for, after which it ends. */
  public boolean draining() {
    return leases.closed();
  }

  /** The calls that are not back, for people. */
  public List<String> stragglers() {
    return calls.stream().map(Call::describe).sorted().toList();
  }

  /** Waits for the last lease. */
  boolean drained(Duration limit) throws InterruptedException {
    return leases.await(limit);
  }
}
