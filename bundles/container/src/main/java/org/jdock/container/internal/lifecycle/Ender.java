package org.jdock.container.internal.lifecycle;

import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.container.internal.exit.Exit;
import org.jdock.container.internal.exit.Exits;
import org.jdock.container.internal.mounts.MountEntry;
import org.jdock.container.internal.restart.RestartDecision;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.RunState;
import org.jdock.container.internal.state.Status;
import org.jdock.spi.runtime.RuntimeDriver;

/** Clears up after a run, and decides what comes next. Called in a container's queue. */
final class Ender {
  private static final Logger LOG = LogManager.getLogger(Ender.class);

  private final Services services;
  private final Publisher publisher;
  private final MissingDrivers patient;
  private final Remover remover;

  Ender(Services services, Publisher publisher, MissingDrivers patient, Remover remover) {
    this.services = services;
    this.publisher = publisher;
    this.patient = patient;
    this.remover = remover;
  }

  /** A run has ended. */
  void ended(Container c, long run, Exit exit) {
    if (c.run != run || !c.status().alive()) {
      return;
    }
    Exits.Watch watch = c.watch;
    c.watch = null;
    if (watch != null) {
      watch.close();
    }
    Stages stages = new Stages("end", c.id());
    clear(c);
    stages.done("cleared");
    record(c, exit);
    stages.done("recorded");
    LOG.debug("{}", stages);
  }

  /** Takes away all that a run needed; whatever fails is logged, and found by the next start. */
  void clear(Container c) {
    Definition d = c.definition();
    String id = d.id();
    // One that goes with all the rest is deleted from its runtime with that, when nobody waits.
    boolean rest = d.hostConfig().autoRemove() && !c.keep;
    Parallel.all(
        () -> Undo.attempt("finishing the output of " + id, c.output::finish),
        () -> {
          c.known = rest || !forget(services, d.runtime(), id);
          Undo.attempt(
              "unmounting the root of " + id,
              () -> services.rootfs().unmount(services.layout().rootfs(id)));
        },
        () -> Undo.attempt("closing the sandbox of " + id, () -> services.sandboxes().close(id)));
    unmountVolumes(d);
    if (!c.known) {
      Undo.attempt("deleting the bundle of " + id, () -> services.store().deleteBundle(id));
    }
  }

  /** Has the runtime know nothing of a container any more; whether it does. */
  static boolean forget(Services services, String runtime, String id) {
    return Undo.attempt(
        "deleting container " + id + " from " + runtime,
        () -> services.drivers().call(RuntimeDriver.class, runtime, r -> deleted(r, id)));
  }

  /** The volumes of a container are no longer held by it. */
  void unmountVolumes(Definition d) {
    for (MountEntry m : d.mounts()) {
      if (m.isVolume() && m.name() != null) {
        String name = m.name();
        Undo.attempt("unmounting volume " + name, () -> services.volumes().unmount(name, d.id()));
      }
    }
  }

  private static String deleted(RuntimeDriver runtime, String id) throws Exception {
    runtime.delete(id, true);
    return id;
  }

  /** Makes the end known. */
  void record(Container c, Exit exit) {
    Definition d = c.definition();
    RunState before = c.state();
    long ran = Math.max(0, exit.finishedNanos() - before.startedAt());
    boolean again =
        RestartDecision.again(
            d.hostConfig().restartPolicy(),
            exit.code(),
            c.exitOnNext || before.manuallyStopped(),
            before.restartCount());
    c.become(before.ended(exit.code(), exit.oomKilled(), exit.finishedNanos(), again));
    boolean remove = d.hostConfig().autoRemove() && !again && !c.keep;
    if (!remove) {
      Undo.attempt(
          "storing the state of " + d.id(), () -> services.store().write(d.id(), c.state(), true));
    }
    if (exit.oomKilled()) {
      publisher.publish(d, "oom");
    }
    publisher.publish(
        d,
        "die",
        "exitCode",
        Integer.toString(exit.code()),
        "execDuration",
        Long.toString(ran / 1_000_000_000L));
    c.waits.ended(exit.code());
    if (again) {
      c.backoff = RestartDecision.backoff(c.backoff, Duration.ofNanos(ran));
      schedule(c);
    } else if (remove) {
      Undo.attempt("removing " + d.id(), () -> remover.remove(c, true));
    }
  }

  /** Starts it again after its wait, unless someone comes between. */
  void schedule(Container c) {
    long run = c.run;
    Duration wait = c.backoff;
    Thread.ofVirtual()
        .name("container-restart")
        .start(() -> {
          try {
            Thread.sleep(wait);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
          }
          c.queue.later("starting " + c.id(), () -> again(c, run));
        });
  }

  private void again(Container c, long run) {
    if (c.run != run || c.status() != Status.RESTARTING) {
      return;
    }
    try {
      patient.start(c);
      if (!c.status().active()) { // it waits for a driver
        c.waits.ended(c.state().exitCode());
      }
    } catch (RuntimeException e) {
      LOG.warn("container {} can't be started again: {}", c.id(), e.toString());
      c.waits.ended(c.state().exitCode());
    }
  }
}
