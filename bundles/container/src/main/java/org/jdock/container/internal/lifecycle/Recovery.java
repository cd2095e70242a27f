package org.jdock.container.internal.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.container.internal.exit.Exit;
import org.jdock.container.internal.exit.Exits;
import org.jdock.container.internal.output.Monitors;
import org.jdock.container.internal.restart.RestartDecision;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.RunState;
import org.jdock.container.internal.state.Snapshot;
import org.jdock.container.internal.state.Status;
import org.jdock.linux.mount.MountInfo;
import org.jdock.linux.mount.Mounts;
import org.jdock.linux.process.Processes;
import org.jdock.spi.runtime.MonitorFiles;
import org.jdock.spi.runtime.RuntimeContainer;
import org.jdock.spi.runtime.RuntimeDriver;

/**
 * What a start of the daemon does with what is there: takes over what runs, records what ended
 * meanwhile, undoes what was half done. The same after a clean stop, a crash and a power cut.
 */
final class Recovery {
  private static final Logger LOG = LogManager.getLogger(Recovery.class);

  private final Services services;
  private final Creator creator;
  private final Runs runs;
  private final ContainerIndex index;
  private final String bootId;

  Recovery(Services services, Creator creator, Runs runs, ContainerIndex index, String bootId) {
    this.services = services;
    this.creator = creator;
    this.runs = runs;
    this.index = index;
    this.bootId = bootId;
  }

  /**
   * Does it.
   *
   * @param known called when the index has all of them, before anything is done about them
   */
  void run(Runnable known) {
    List<Container> alive = new ArrayList<>();
    List<Container> ended = new ArrayList<>();
    List<Container> idle = new ArrayList<>();
    for (Snapshot stored : services.store().read()) {
      Container c = register(stored);
      if (isAlive(c.state()) || isEnding(c)) {
        alive.add(c);
      } else if (c.status().active()) {
        ended.add(c);
      } else {
        idle.add(c);
      }
    }
    known.run();
    Set<String> living = new HashSet<>();
    alive.forEach(c -> living.add(c.id()));
    Set<String> handled = new HashSet<>(living);
    ended.forEach(c -> handled.add(c.id()));
    strangers(handled);
    mounts(handled);
    bundles(handled);
    services.rootfs().keep(this::on);
    Undo.attempt("taking over the networks", () -> services.sandboxes().adopt(living));
    each(alive, this::adopt);
    each(ended, this::recordEnd);
    idle.forEach(this::resume);
    services.drivers().afterArrival(() -> Thread.ofVirtual().name("reclaim").start(this::reclaim));
  }

  private Container register(Snapshot stored) {
    Definition d = stored.definition();
    if (!index.tryReserve(d.name(), d.id())) {
      String other = d.name() + "_" + d.id().substring(0, 12); // only after a crash in a rename
      index.reserve(other, d.id());
      d = d.named(other);
    }
    Container c = creator.container(new Snapshot(d, stored.state()));
    index.add(c);
    return c;
  }

  private boolean isAlive(RunState state) {
    if (!state.status().alive() || !state.bootId().equals(bootId) || state.pid() <= 0) {
      return false;
    }
    try {
      return Processes.isAlive(state.pid(), state.pidStart());
    } catch (IOException e) {
      LOG.warn("process {} can't be looked at: {}", state.pid(), e.toString());
      return false;
    }
  }

  /** Its process has ended, and its monitor is about to write down how. */
  private boolean isEnding(Container c) {
    if (!c.status().alive() || !c.state().bootId().equals(bootId)) {
      return false;
    }
    MonitorFiles monitor = services.layout().monitor(c.id());
    try {
      // In this order: the exit file is the monitor's last deed.
      return Monitors.listens(monitor) && !Files.exists(monitor.exitFile(c.id()));
    } catch (IOException e) {
      LOG.warn("the monitor of {} can't be looked at: {}", c.id(), e.toString());
      return false;
    }
  }

  private void each(List<Container> all, java.util.function.Consumer<Container> work) {
    List<CompletableFuture<Boolean>> running = new ArrayList<>();
    for (Container c : all) {
      running.add(
          c.queue.submit(() -> {
            Undo.attempt("taking over " + c.id(), () -> work.accept(c));
            return true;
          }));
    }
    running.forEach(SerialQueue::get);
  }

  private void adopt(Container c) {
    MonitorFiles monitor = services.layout().monitor(c.id());
    c.output.begin();
    long run = ++c.run;
    Exits.Watch watch =
        services
            .exits()
            .watch(
                monitor,
                c.id(),
                c.state().pid(),
                exit -> runs.ended(c, new Starter.RunExit(run, exit)));
    c.watch = watch;
    c.become(c.state()); // its health is looked after from now on
    LOG.info("container {} goes on", c.id());
  }

  /** It ended while no daemon was there, or with the host. */
  private void recordEnd(Container c) {
    if (c.status() == Status.RESTARTING) {
      c.output.begin(); // a start may have been cut off in its middle
      runs.ender().clear(c);
      c.run++;
      runs.ender().schedule(c);
      return;
    }
    Exit exit = exit(c);
    c.output.begin();
    runs.ender().clear(c);
    runs.ender().record(c, exit);
  }

  private Exit exit(Container c) {
    Path file = services.layout().monitor(c.id()).exitFile(c.id());
    try {
      if (c.state().bootId().equals(bootId) && Files.exists(file)) {
        int code = Integer.parseInt(Files.readString(file).strip());
        FileTime time = Files.getLastModifiedTime(file);
        boolean oom = Files.exists(services.layout().bundle(c.id()).resolve("oom"));
        return new Exit(code, time.to(java.util.concurrent.TimeUnit.NANOSECONDS), oom);
      }
    } catch (IOException | NumberFormatException e) {
      LOG.warn("exit file {} can't be read: {}", file, e.toString());
    }
    return Waits.unseen(Clock.nanos()); // as Docker: 255
  }

  /**
   * Containers that a runtime knows and the store does not say to be running. Each has its bundle
   * still, which is made before it and deleted after it; without one the runtimes, whose first call
   * takes a quarter of a second, are not asked.
   */
  private void strangers(Set<String> handled) {
    Set<String> left = new HashSet<>();
    Undo.attempt("looking for bundles", () -> left.addAll(services.store().bundles()));
    if (handled.containsAll(left)) {
      return;
    }
    for (String runtime : services.drivers().names(RuntimeDriver.class)) {
      if (!services.drivers().ready(RuntimeDriver.class, runtime)) {
        continue;
      }
      Undo.attempt(
          "looking for containers of " + runtime,
          () -> {
            List<RuntimeContainer> known =
                services.drivers().call(RuntimeDriver.class, runtime, RuntimeDriver::list);
            for (RuntimeContainer one : known) {
              if (!handled.contains(one.id())) {
                var _ = Ender.forget(services, runtime, one.id());
              }
            }
          });
    }
  }

  /** Roots that are mounted for nobody. */
  private void mounts(Set<String> handled) {
    Path bundles = services.layout().bundles();
    Undo.attempt(
        "unmounting what was left",
        () -> {
          for (MountInfo m : MountInfo.read().reversed()) {
            Path at = Path.of(m.mountPoint());
            if (at.startsWith(bundles)
                && at.getNameCount() > bundles.getNameCount()
                && !handled.contains(at.getName(bundles.getNameCount()).toString())) {
              Mounts.detach(at);
            }
          }
        });
  }

  private void bundles(Set<String> handled) {
    Undo.attempt(
        "deleting bundles that were left",
        () -> {
          for (String id : services.store().bundles()) {
            if (!handled.contains(id)) { // a start was cut off in its middle
              index.all().stream()
                  .filter(c -> c.id().equals(id))
                  .forEach(c -> runs.ender().unmountVolumes(c.definition()));
              services.store().deleteBundle(id);
            }
          }
        });
  }

  /** The containers whose roots a storage driver has. */
  private Set<String> on(String driver) {
    return index.all().stream()
        .filter(c -> c.definition().storageDriver().equals(driver))
        .map(Container::id)
        .collect(Collectors.toSet());
  }

  /** The disk that a crash left in use; who uses the driver first does not wait for this. */
  private void reclaim() {
    Undo.attempt(
        "deleting roots that were left",
        () -> {
          Set<String> drivers = new TreeSet<>();
          drivers.add(services.rootfs().defaultDriver());
          index.all().forEach(c -> drivers.add(c.definition().storageDriver()));
          drivers.forEach(services.rootfs()::reclaim);
        });
  }

  /** One that had ended before: its policy may want it to run, or it should be gone. */
  private void resume(Container c) {
    Definition d = c.definition();
    RunState state = c.state();
    boolean broken = state.status() == Status.REMOVING || state.status() == Status.DEAD;
    if (broken || d.hostConfig().autoRemove()) {
      c.queue.later("removing " + c.id(), () -> runs.remover().remove(c, true));
    } else if (state.startedAt() != 0 && again(d, state)) {
      c.queue.later("starting " + c.id(), () -> runs.missing().start(c));
    }
  }

  /** {@code always} means it: also one that someone stopped is started with the daemon. */
  private static boolean again(Definition d, RunState state) {
    var policy = d.hostConfig().restartPolicy();
    boolean always = policy != null && "always".equals(policy.name());
    return RestartDecision.again(
        policy, state.exitCode(), !always && state.manuallyStopped(), state.restartCount());
  }
}
