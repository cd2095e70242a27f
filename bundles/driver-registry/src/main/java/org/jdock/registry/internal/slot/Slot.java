package org.jdock.registry.internal.slot;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdock.registry.internal.call.Call;
import org.jdock.registry.internal.call.CallJournal;
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
  private final AtomicInteger failures = new AtomicInteger();
  final Life life;
  private volatile CallJournal.@Nullable Calls journal;
  final Leases leases = new Leases();
  final Set<Call<?>> calls = ConcurrentHashMap.newKeySet();
  final Set<Session<?, ?>> sessions = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Driver made;
  private volatile @Nullable Driver opened;

  Slot(
      DriverId id,
      DriverSource source,
      Supplier<DriverContext> context,
      Consumer<Transition> listener) {
    this.id = id;
    this.source = source;
    this.context = context;
    this.label = "driver " + id + " " + source.version();
    this.life = new Life(this, listener);
  }

  /** What it is now. */
  public DriverState state() {
    return life.status().state();
  }

  /** Why it is what it is; may be empty. */
  public String reason() {
    return life.status().reason();
  }

  /** Names its calls in a journal from now on; null for no longer. */
  public void journal(@Nullable CallJournal to) {
    String version = source.version().toString();
    journal =
        to == null
            ? null
            : to.of(new CallJournal.Entry(id.kind().text(), id.name(), source.bundle(), version));
  }

  /** Runs work, named in the journal when there is one. On a driver thread. */
  <T> T journaled(SlotCall<T> work) throws Exception {
    ClassLoader own = source.loader();
    if (own == null) {
      return named(work);
    }
    // Inherited by threads that the driver starts: so it is known whose they are.
    Thread me = Thread.currentThread();
    ClassLoader before = me.getContextClassLoader();
    me.setContextClassLoader(own);
    try {
      return named(work);
    } finally {
      me.setContextClassLoader(before);
    }
  }

  private <T> T named(SlotCall<T> work) throws Exception {
    CallJournal.Calls to = journal;
    if (to == null) {
      return work.on(this);
    }
    try (var _ = to.begin()) {
      return work.on(this);
    }
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
    if (failures.get() != 0 || state() == DriverState.UNHEALTHY) {
      failures.set(0);
      if (!unhealthy() && state() == DriverState.UNHEALTHY) {
        life.become(DriverState.ACTIVE, "");
      }
    }
  }

  /** A call hung, or ended in what no driver may throw. */
  void failed(String what) {
    boolean inARow = failures.incrementAndGet() >= UNHEALTHY_AFTER;
    if (inARow || unhealthy()) {
      life.become(
          DriverState.UNHEALTHY,
          (inARow ? "its last " : "")
              + UNHEALTHY_AFTER
              + (inARow ? " calls failed" : " of its calls hang")
              + ", the last one: "
              + what
              + "; upgrade, roll back or remove it");
    }
  }

  /**
   * Whether too many calls in a row did not answer in time, or failed unexpectedly; or too many
   * hang now, whatever others answer: each holds a thread.
   */
  public boolean unhealthy() {
    return failures.get() >= UNHEALTHY_AFTER || abandoned() >= UNHEALTHY_AFTER;
  }

  private int abandoned() {
    int number = 0;
    for (Call<?> call : calls) {
      if (call.abandoned()) {
        number++;
      }
    }
    return number;
  }

  /** Whether calls are out, and nobody waits for any of them: they may never come back. */
  boolean hangs() {
    int number = abandoned();
    return number > 0 && number == calls.size();
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
