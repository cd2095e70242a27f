package org.jdock.container.internal.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.container.internal.create.Checks;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.RunState;
import org.jdock.container.internal.state.Status;
import org.jdock.linux.process.Signals;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jspecify.annotations.Nullable;

/**
 * What is done to containers that are there. Thread-safe: changes go through the container's queue,
 * waiting is done outside of it.
 */
final class Operations {
  private static final Duration KILLED = Duration.ofSeconds(10);

  private final Services services;
  private final Publisher publisher;
  private final ContainerIndex index;
  private final Starter starter;
  private final MissingDrivers missing;
  private final Remover remover;

  Operations(
      Services services,
      Publisher publisher,
      ContainerIndex index,
      Starter starter,
      MissingDrivers missing,
      Remover remover) {
    this.services = services;
    this.publisher = publisher;
    this.index = index;
    this.starter = starter;
    this.missing = missing;
    this.remover = remover;
  }

  void start(Container c) {
    try {
      c.queue.run(() -> startNow(c));
    } catch (RuntimeException e) {
      if (c.definition().hostConfig().autoRemove() && !isNotModified(e)) {
        c.queue.run(() -> removeIfIdle(c));
      }
      throw e;
    }
  }

  private static boolean isNotModified(RuntimeException e) {
    return e instanceof ProblemException p && p.problem() == Problem.NOT_MODIFIED;
  }

  private void removeIfIdle(Container c) {
    if (!c.status().active() && c.status() != Status.REMOVING) {
      Undo.attempt("removing " + c.id(), () -> remover.remove(c, true));
    }
  }

  private void startNow(Container c) {
    switch (c.status()) {
      case RUNNING ->
          throw new ProblemException(
              Problem.NOT_MODIFIED, "container " + c.id() + " is already running");
      case PAUSED ->
          throw ProblemException.conflict("cannot start a paused container, try unpause instead");
      case REMOVING, DEAD ->
          throw ProblemException.conflict("container is marked for removal and cannot be started");
      default -> {
        c.become(c.state().countedAnew());
        c.backoff = Duration.ZERO;
        missing.require(c);
        starter.start(c);
      }
    }
  }

  void stop(Container c, @Nullable String signal, @Nullable Integer timeout) {
    Integer asked = Checks.signal(signal);
    if (!c.status().active()) {
      missing.forget(c);
      throw new ProblemException(Problem.NOT_MODIFIED, "container " + c.id() + " is not running");
    }
    int number = asked == null ? stopSignal(c) : asked;
    int seconds = timeout == null ? stopTimeout(c) : timeout;
    CompletableFuture<Integer> ended = c.waits.nextExit();
    boolean waiting = c.queue.run(() -> terminate(c, number));
    if (waiting && !within(ended, seconds < 0 ? null : Duration.ofSeconds(seconds))) {
      c.queue.run(() -> terminate(c, Signals.KILL));
      if (!within(ended, KILLED)) {
        c.waits.forget(ended);
        throw ProblemException.failed(
            "cannot stop container: "
                + c.id()
                + ": tried to kill container, but did not receive"
                + " an exit event",
            null);
      }
    }
    c.waits.forget(ended);
    publisher.publish(c.definition(), "stop");
  }

  /** Whether there is an end to wait for. */
  private boolean terminate(Container c, int signal) {
    c.become(c.state().stoppedManually());
    c.exitOnNext = true;
    if (c.status() == Status.RESTARTING) {
      giveUpRestart(c);
      return false;
    }
    if (!c.status().alive()) {
      return false;
    }
    signal(c, signal);
    return true;
  }

  private void giveUpRestart(Container c) {
    c.run++;
    c.become(c.state().with(Status.EXITED));
    services.store().write(c.id(), c.state(), true);
  }

  private void signal(Container c, int signal) {
    Definition d = c.definition();
    try {
      services
          .drivers()
          .call(
              RuntimeDriver.class,
              d.runtime(),
              r -> {
                r.signal(d.id(), signal, false);
                return d.id();
              });
      if (c.status() == Status.PAUSED) { // what is frozen gets no signal
        resume(c);
        c.become(c.state().with(Status.RUNNING));
      }
    } catch (ProblemException e) {
      if (e.problem() != Problem.NOT_FOUND) {
        throw e; // else it has just ended, and its exit is on its way
      }
    }
    publisher.publish(d, "kill", "signal", Integer.toString(signal));
  }

  private static int stopSignal(Container c) {
    Integer own = Checks.signal(c.definition().config().stopSignal());
    return own == null ? Signals.TERM : own;
  }

  private int stopTimeout(Container c) {
    Integer own = c.definition().config().stopTimeout();
    return own == null ? services.settings().current().stopTimeoutSeconds() : own;
  }

  private static boolean within(CompletableFuture<Integer> ended, @Nullable Duration limit) {
    try {
      if (limit == null) {
        ended.get();
      } else {
        ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.failed("interrupted while waiting for the container to end", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  void restart(Container c, @Nullable String signal, @Nullable Integer timeout) {
    c.keep = true;
    try {
      if (c.status().active()) {
        try {
          stop(c, signal, timeout);
        } catch (ProblemException e) {
          if (e.problem() != Problem.NOT_MODIFIED) {
            throw e; // else it ended meanwhile
          }
        }
      }
      start(c);
    } finally {
      c.keep = false;
    }
    publisher.publish(c.definition(), "restart");
  }

  void kill(Container c, String ref, @Nullable String signal) {
    Integer asked = Checks.signal(signal);
    int number = asked == null ? Signals.KILL : asked;
    CompletableFuture<Integer> ended = c.waits.nextExit();
    try {
      boolean waiting = c.queue.run(() -> killNow(c, ref, number));
      if (waiting && number == Signals.KILL && !within(ended, KILLED)) {
        throw ProblemException.failed(
            "Cannot kill container: "
                + ref
                + ": tried to kill container, but did not receive an"
                + " exit event",
            null);
      }
    } finally {
      c.waits.forget(ended);
    }
  }

  private boolean killNow(Container c, String ref, int number) {
    if (!c.status().active()) {
      throw ProblemException.conflict(
          "Cannot kill container: " + ref + ": Container " + c.id() + " is not running");
    }
    String own = c.definition().config().stopSignal();
    boolean ends =
        number == Signals.KILL || own == null || own.isEmpty() || stopSignal(c) == number;
    if (ends) {
      return terminate(c, number);
    }
    if (c.status().alive()) {
      signal(c, number);
    }
    return false;
  }

  void pause(Container c) {
    c.queue.run(() -> {
      if (c.status() == Status.PAUSED) {
        throw ProblemException.conflict("Container " + c.id() + " is already paused");
      }
      if (c.status() == Status.RESTARTING) {
        throw ProblemException.conflict(
            "Container " + c.id() + " is restarting, wait until the container is running");
      }
      requireRunning(c);
      require(c, RuntimeDriver.PAUSE, "pause");
      services
          .drivers()
          .call(
              RuntimeDriver.class,
              c.definition().runtime(),
              r -> {
                r.pause(c.id());
                return c.id();
              });
      become(c, c.state().with(Status.PAUSED));
      publisher.publish(c.definition(), "pause");
    });
  }

  void unpause(Container c) {
    c.queue.run(() -> {
      if (c.status() != Status.PAUSED) {
        requireRunning(c);
        throw ProblemException.conflict("Container " + c.id() + " is not paused");
      }
      resume(c);
      become(c, c.state().with(Status.RUNNING));
      publisher.publish(c.definition(), "unpause");
    });
  }

  private void become(Container c, RunState state) {
    c.become(state);
    services.store().write(c.id(), state, false);
  }

  private void resume(Container c) {
    services
        .drivers()
        .call(
            RuntimeDriver.class,
            c.definition().runtime(),
            r -> {
              r.resume(c.id());
              return c.id();
            });
  }

  private void require(Container c, String capability, String what) {
    String runtime = c.definition().runtime();
    if (!services.drivers().capabilities(RuntimeDriver.class, runtime).contains(capability)) {
      throw ProblemException.unsupported("the runtime " + runtime + " can't " + what);
    }
  }

  static void requireRunning(Container c) {
    if (!c.status().alive()) {
      throw ProblemException.conflict("Container " + c.id() + " is not running");
    }
  }

  void rename(Container c, String asked) {
    String name = asked.startsWith("/") ? asked.substring(1) : asked;
    if (name.isEmpty()) {
      throw ProblemException.invalid("Neither old nor new names may be empty");
    }
    c.queue.run(() -> {
      Definition old = c.definition();
      if (old.name().equals(name)) {
        throw ProblemException.invalid(
            "Renaming a container with the same name as its current name");
      }
      index.reserve(name, c.id());
      Definition renamed = old.named(name);
      try {
        services.store().write(renamed);
      } catch (RuntimeException e) {
        index.release(name, c.id());
        throw e;
      }
      c.become(renamed);
      index.release(old.name(), c.id());
      publisher.publish(renamed, "rename", "oldName", "/" + old.name());
    });
  }

  void remove(Container c, boolean force, boolean volumes) {
    if (force && c.status().active()) {
      c.keep = true; // it is removed here
      try {
        kill(c, c.id(), "KILL");
      } catch (ProblemException e) {
        if (e.problem() != Problem.CONFLICT) {
          throw e; // else it has ended meanwhile
        }
      }
    }
    c.queue.run(() -> {
      String what =
          switch (c.status()) {
            case RUNNING ->
                "container is running: stop the container before removing or force" + " remove";
            case PAUSED -> "container is paused and must be unpaused first";
            case RESTARTING ->
                "container is restarting: stop the container before removing or" + " force remove";
            default -> "";
          };
      if (!what.isEmpty()) {
        throw ProblemException.conflict(
            "cannot remove container \"/" + c.definition().name() + "\": " + what);
      }
      if (c.status() != Status.REMOVING) { // else it was removed while this one waited
        remover.remove(c, volumes);
      }
    });
  }
}
