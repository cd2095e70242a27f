package org.jdock.registry.internal.slot;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.registry.arrival.Arrival;
import org.jdock.registry.internal.call.Call;
import org.jdock.registry.internal.call.CallPool;
import org.jdock.registry.internal.call.Faults;
import org.jdock.registry.internal.call.Limits;
import org.jdock.spi.DriverContext;
import org.jdock.spi.Probe;
import org.jspecify.annotations.Nullable;

/** Calls drivers under leases. Knows nothing of where drivers come from. Thread-safe. */
public final class Registry implements DriverRegistry, AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Registry.class);

  private final Limits limits;
  private final Arrival arrival;
  private final Function<DriverId, DriverContext> contexts;
  private final CallPool pool;
  private final ConcurrentMap<DriverId, Route> routes = new ConcurrentHashMap<>();
  private final Set<Slot> slots = ConcurrentHashMap.newKeySet();
  private final Probes probes;
  private final List<Consumer<Transition>> listeners = new CopyOnWriteArrayList<>();

  /**
   * A registry without drivers.
   *
   * @param contexts what a driver is opened with; asked on a driver thread, once for each version
   */
  public Registry(Limits limits, Function<DriverId, DriverContext> contexts) {
    this(limits, contexts, Arrival.past());
  }

  /**
   * As above.
   *
   * @param arrival what all questions about drivers wait for
   */
  public Registry(Limits limits, Function<DriverId, DriverContext> contexts, Arrival arrival) {
    this.limits = limits;
    this.arrival = arrival;
    this.contexts = contexts;
    this.pool = new CallPool(limits.threads());
    this.probes = new Probes(this, limits.probeAge());
  }

  /** The limits that hold. */
  public Limits limits() {
    return limits;
  }

  /**
   * Adds a version of a driver without making it.
   *
   * @param held true when it takes no calls until {@link #swap} admits it
   */
  public Slot add(DriverId id, DriverSource source, boolean held) {
    Slot slot = slot(id, source);
    slots.add(slot);
    route(id).add(slot, held);
    return slot;
  }

  private Slot slot(DriverId id, DriverSource source) {
    return new Slot(
        id,
        source,
        () -> {
          DriverContext own = contexts.apply(id);
          return source.instance() ? InstanceContext.of(own, id) : own;
        },
        this::tell);
  }

  /** As {@link #add}, of one that takes no calls until {@link #enable}. */
  public Slot addDisabled(DriverId id, DriverSource source) {
    Slot slot = slot(id, source);
    slots.add(slot);
    Route route = route(id);
    route.disabled(true);
    route.add(slot, true);
    slot.life.become(DriverState.DISABLED, "an operator disabled it: enable it");
    return slot;
  }

  /** Ends a version's calls and leaves it there, disabled; false when calls are still out. */
  public boolean disable(Slot slot) {
    route(slot.id()).disabled(true);
    if (!retire(slot, drain(slot))) {
      return false;
    }
    addDisabled(slot.id(), slot.source());
    return true;
  }

  /** Lets calls go to a driver again. */
  public void enable(Slot slot) {
    route(slot.id()).disabled(false);
    swap(List.of(slot), List.of());
  }

  /** Tells of all transitions, in the middle of them: the listener must not block. */
  public Listening onTransition(Consumer<Transition> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** That somebody is told of transitions. */
  @FunctionalInterface
  public interface Listening extends AutoCloseable {
    /** Ends it. */
    @Override
    void close();
  }

  private void tell(Transition transition) {
    listeners.forEach(listener -> listener.accept(transition));
  }

  private Route route(DriverId id) {
    return routes.computeIfAbsent(id, _ -> new Route());
  }

  /** Waits until the drivers of this start are there; nothing to do later. */
  public void settle() {
    arrival.await(limits.call());
  }

  @Override
  public void afterArrival(Runnable then) {
    arrival.after(then);
  }

  /** All versions that are there, draining ones too. */
  public Collection<Slot> slots() {
    settle();
    return List.copyOf(slots);
  }

  /** Whether new calls go to this version. */
  public boolean serves(Slot slot) {
    return route(slot.id()).current() == slot;
  }

  /** From now on some take calls, and others no more; at once for each driver. */
  public void swap(List<Slot> admit, List<Slot> retire) {
    for (Slot slot : admit) {
      route(slot.id())
          .swap(List.of(slot), retire.stream().filter(r -> r.id().equals(slot.id())).toList());
    }
    for (Slot slot : retire) {
      route(slot.id()).swap(List.of(), List.of(slot));
    }
  }

  /**
   * Takes a version out of service, waits for its calls, closes its sessions and it. May be called
   * again; blocks for the limit at most.
   *
   * @return false when calls are still out; the version is then left as it is
   */
  public boolean retire(Slot slot, Duration limit) {
    // Closed first, then out of the route: a version that is replaced for good is not idle.
    slot.leases.close();
    slot.life.become(DriverState.DRAINING, "");
    route(slot.id()).remove(slot);
    try {
      if (!slot.drained(limit)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    housekeeping(
        slot.id(),
        slot.label(),
        () -> {
          for (Session<?, ?> session : slot.sessions) {
            session.leave(slot);
          }
          slot.dispose();
        });
    forget(slot);
    return true;
  }

  /** How long to wait for a version's calls; not at all when all of them hang. */
  public Duration drain(Slot slot) {
    return slot.hangs() ? Duration.ZERO : limits.drain();
  }

  /** Strikes out a version that is gone, whatever became of its calls. */
  public void forget(Slot slot) {
    route(slot.id()).remove(slot);
    slots.remove(slot);
  }

  /** Closes something of a driver's on a driver thread; what goes wrong is logged. */
  void housekeeping(DriverId id, String label, Runnable work) {
    try {
      if (!pool.reserve(limits.call())) {
        LOG.warn("Closing {} found no free thread", label);
        return;
      }
      pool.run(
          id.kind().type(),
          label,
          limits.probe(),
          () -> {
            work.run();
            return true;
          },
          _ -> {},
          _ -> {});
    } catch (ExecutionException e) {
      LOG.warn("Closing {} failed", label, e.getCause());
    } catch (TimeoutException e) {
      LOG.warn("Closing {} does not end; going on without", label);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, DriverCall<D, T> call) {
    return call(kind, name, limits.call(), call);
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, Duration limit, DriverCall<D, T> call) {
    DriverId id = new DriverId(DriverKind.of(kind), name);
    return lease(id, limit, slot -> call.on(kind.cast(slot.open())), _ -> {});
  }

  @Override
  public <D, S> DriverSession<S> session(
      Class<D> kind, String name, DriverCall<D, S> open, DriverCall<S, ?> close) {
    return new Session<>(this, new DriverId(DriverKind.of(kind), name), kind, open, close);
  }

  @Override
  public List<String> names(Class<?> kind) {
    settle();
    DriverKind wanted = DriverKind.of(kind);
    return routes.entrySet().stream()
        .filter(e -> e.getKey().kind() == wanted && e.getValue().current() != null)
        .map(e -> e.getKey().name())
        .sorted()
        .toList();
  }

  @Override
  public boolean ready(Class<?> kind, String name) {
    settle();
    Route route = routes.get(new DriverId(DriverKind.of(kind), name));
    Slot slot = route == null ? null : route.current();
    return slot != null && !slot.unhealthy() && probes.of(slot).ready();
  }

  @Override
  public <D> Set<String> capabilities(Class<D> kind, String name) {
    DriverId id = new DriverId(DriverKind.of(kind), name);
    return lease(id, limits.probe(), slot -> Set.copyOf(slot.driver().capabilities()), _ -> {});
  }

  /** What a version says of this host, a few seconds old at most; its faults are reasons too. */
  public Probe probe(Slot slot) {
    Probe probe = probes.of(slot);
    if (serves(slot)) {
      note(slot, probe);
    }
    return probe;
  }

  /** As {@link #probe}, but asks now, and throws what is wrong with the driver itself. */
  public Probe probeAgain(Slot slot) {
    Probe probe = with(slot, limits.probe(), s -> s.driver().probe());
    probes.keep(slot, probe);
    return probe;
  }

  private static void note(Slot slot, Probe probe) {
    DriverState now = slot.state();
    if (!probe.ready()) {
      String remedy = probe.remedy().isEmpty() ? "" : ": " + probe.remedy();
      slot.life.become(DriverState.UNAVAILABLE, probe.reason() + remedy);
    } else if (now == DriverState.UNAVAILABLE) {
      slot.life.become(DriverState.ACTIVE, "");
    }
  }

  /** What a version declares; does not open it. */
  public Set<String> capabilities(Slot slot) {
    return with(slot, limits.probe(), s -> Set.copyOf(s.driver().capabilities()));
  }

  /** Makes and opens a version before calls go to it. */
  public void open(Slot slot) {
    with(slot, limits.probe(), Slot::open);
  }

  private <T> T with(Slot slot, Duration limit, SlotCall<T> work) {
    Refusals.refuseNested(slot.id());
    if (!slot.leases.take()) {
      throw Refusals.unavailable(slot.label() + " is being replaced");
    }
    // What it says of itself neither heals it nor counts against it.
    return run(slot, limit, work, _ -> {}, false);
  }

  <T> T lease(DriverId id, Duration limit, SlotCall<T> work, Consumer<Call<?>> started) {
    Refusals.refuseNested(id);
    settle();
    Route route = routes.get(id);
    if (route == null) {
      throw ProblemException.notFound(id.kind().unknown(id.name()) + there(id.kind()));
    }
    Slot slot;
    try {
      long patience = Math.min(limits.gap().toNanos(), limit.toNanos());
      slot = route.lease(route.disabled() ? 0 : patience);
    } catch (InterruptedException e) {
      throw Refusals.interrupted("driver " + id);
    }
    if (slot == null && route.disabled()) {
      throw Refusals.unavailable("driver " + id + " is disabled: enable it first");
    }
    if (slot == null) {
      throw Refusals.unavailable(
          "driver "
              + id
              + " is not there: waited "
              + Refusals.seconds(limits.gap())
              + " for it to return");
    }
    // Waiting for a version is not the driver's fault, and so not part of its time.
    return run(slot, limit, work, started, true);
  }

  private <T> T run(
      Slot slot, Duration limit, SlotCall<T> work, Consumer<Call<?>> started, boolean counts) {
    if (slot.refuses()) {
      slot.leases.give();
      throw Refusals.unavailable(
          slot.label() + " is unhealthy: its last calls did not return in time");
    }
    boolean running = false;
    try {
      if (!pool.reserve(limit)) {
        throw Refusals.unavailable(
            slot.label() + " can't be called: all threads for drivers are busy");
      }
      running = true;
      T answer =
          pool.run(
              slot.id().kind().type(),
              slot.label(),
              limit,
              () -> slot.journaled(work),
              call -> {
                slot.calls.add(call);
                started.accept(call);
              },
              call -> {
                slot.calls.remove(call);
                slot.leases.give();
              });
      if (counts) {
        slot.answered();
      }
      return answer;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (Faults.fault(cause)) {
        if (counts) {
          slot.failed(cause.toString());
        }
        LOG.warn("{} failed unexpectedly", slot.label(), cause);
      } else if (counts) {
        slot.answered();
      }
      throw Faults.problem(slot.id().toString(), cause);
    } catch (TimeoutException e) {
      String text = slot.label() + " did not answer within " + Refusals.seconds(limit);
      if (counts) {
        slot.failed(text);
      }
      LOG.warn("{}; its thread is left behind", text);
      throw Refusals.unavailable(text);
    } catch (InterruptedException e) {
      throw Refusals.interrupted(slot.label());
    } finally {
      if (!running) {
        slot.leases.give();
      }
    }
  }

  private String there(DriverKind kind) {
    List<String> names = names(kind.type());
    return names.isEmpty()
        ? " (there is no " + kind.text() + " driver)"
        : " (there is " + String.join(", ", names) + ")";
  }

  /** The version that serves a driver; null when there is none. */
  public @Nullable Slot current(DriverId id) {
    settle();
    Route route = routes.get(id);
    return route == null ? null : route.current();
  }

  /** Retires all drivers, each for at most the drain limit; takes no more calls. */
  @Override
  public void close() {
    for (Slot slot : List.copyOf(slots)) {
      if (!retire(slot, drain(slot))) {
        LOG.warn("{} still has calls out: {}", slot.label(), slot.stragglers());
      }
    }
    pool.close();
  }
}
