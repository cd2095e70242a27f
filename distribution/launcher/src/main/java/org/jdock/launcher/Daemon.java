package org.jdock.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.Drivers;
import org.jdock.client.Signals;
import org.jdock.http.Sockets;
import org.jdock.launcher.framework.Engine;
import org.jdock.launcher.framework.NamedDrivers;
import org.jdock.launcher.framework.Runtimes;
import org.jdock.launcher.framework.Services;
import org.jdock.launcher.host.ParentCgroup;
import org.jdock.launcher.host.PidFile;
import org.jdock.launcher.host.RootLock;
import org.jdock.launcher.host.StartException;
import org.jdock.launcher.host.Trees;
import org.jdock.launcher.host.Undo;
import org.jdock.launcher.log.Logging;
import org.jdock.launcher.settings.CommandLine;
import org.jdock.launcher.settings.Configuration;
import org.jdock.launcher.settings.Home;
import org.jdock.launcher.settings.LiveConfiguration;
import org.jdock.launcher.training.Rehearsal;
import org.jdock.launcher.training.Training;
import org.jdock.registry.arrival.Arrival;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.trust.TrustGuard;

/** From flags to a daemon that serves, and back to nothing. */
final class Daemon {
  private static final int SERVING_SECONDS = 30;

  private final CountDownLatch ending = new CountDownLatch(1);
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Undo undo = new Undo();

  private final boolean rehearsing;

  private Daemon(boolean rehearsing) {
    this.rehearsing = rehearsing;
  }

  /** Blocks until the daemon has ended. */
  static void run(CommandLine flags) throws StartException, InterruptedException {
    new Daemon(false).start(flags);
  }

  /** Starts one, has it serve a little, and ends it. */
  static void rehearse(CommandLine flags) throws StartException, InterruptedException {
    new Daemon(true).start(flags);
  }

  private void start(CommandLine flags) throws StartException, InterruptedException {
    Sockets.prepare();
    var config = flags.config();
    var home = Home.find();
    var configuration = Configuration.read(config == null ? home.config() : config, flags.values());
    var settings = configuration.resolved().settings();
    requireRoot();
    for (var name : List.of("TERM", "INT", "HUP")) {
      Signals.handle(name, _ -> end());
    }
    try {
      var data = RootLock.take("data root", settings.dataRoot());
      undo.push("the lock of the data root", data::close, data::undo);
      var exec = RootLock.take("exec root", settings.execRoot());
      undo.push("the exec root", exec::remove, exec::undo);
      var pidFile = PidFile.write(configuration.resolved().pidFile());
      undo.push("the pid file", pidFile::close);
      Logging.configure(configuration.folder(), home.config(), settings.debug());
      undo.push("the log", LogManager::shutdown);
      serve(home, configuration);
      undo.succeeded();
      ending.await();
    } finally {
      undo.run();
    }
  }

  private void serve(Home home, Configuration configuration)
      throws StartException, InterruptedException {
    var settings = configuration.settings();
    var opening = open(settings);
    undo.push(
        "the containers' cgroup", () -> ParentCgroup.remove(settings.current().cgroupParent()));
    undo.push("the sockets", () -> closeWhenOpen(opening));
    var storage = settings.current().execRoot().resolve("felix");
    undo.push("the framework's folder", () -> Trees.delete(storage));
    var engine = Engine.init(storage, home.drivers());
    undo.push("the engine", engine::stop);
    // Before anything resolves: what comes into the framework later goes by it.
    var guard =
        TrustGuard.install(engine.context(), settings, configuration::trust, home.drivers());
    engine.startPlatform();
    engine.context().registerService(Settings.class, settings, null);
    var files = DriverConfigurations.install(engine.context(), configuration.folder());
    var live = new LiveConfiguration(configuration, files::files);
    undo.push("watching the configuration", live::close);
    live.readDrivers();
    var arrival = new Arrival(() -> engine.bringDrivers(guard::vouch, files::prepare));
    engine.context().registerService(Arrival.class, arrival, null);
    undo.push("the arrival of the drivers", arrival::close);
    engine.startEngine();
    var sockets = opened(opening);
    engine.context().registerService(Sockets.class, sockets, null);
    undo.push("accepting", sockets::close);
    engine.startFront();
    if (asked.get()) {
      return;
    }
    engine.awaitServing(SERVING_SECONDS);
    if (!rehearsing) {
      announce("jdock " + engine.version(), sockets.addresses());
    }
    arrival.after(() -> {
      Runtimes.probe(engine.context());
      NamedDrivers.warn(engine.context(), settings.current());
    });
    arrival.begin();
    undo.push(
        "following the settings",
        settings.onChange(changed -> {
          Logging.follow(changed.debug());
          NamedDrivers.warn(engine.context(), changed);
        })
            ::close);
    live.watch();
    if (rehearsing) {
      rehearse(sockets.addresses(), settings.current().execRoot(), home, engine);
      return;
    }
    Training.offer(settings.current().execRoot().resolve("training"), configuration.folder())
        .ifPresent(training -> {
          training.start();
          undo.push("the training", training::close);
        });
  }

  private static void announce(String product, List<String> addresses) {
    System.out.println(product + " listens on " + String.join(", ", addresses));
    System.out.flush();
  }

  /** Has it answer a few requests, and end. */
  private void rehearse(List<String> addresses, Path execRoot, Home home, Engine engine)
      throws InterruptedException {
    try {
      var drivers = Objects.requireNonNull(Services.find(engine.context(), Drivers.class));
      Rehearsal.run(addresses, execRoot, home, drivers::upgrade);
    } catch (IOException e) {
      LogManager.getLogger(Daemon.class).warn("The rehearsal ended early", e);
    }
    end();
  }

  /** On a thread of its own: the first use of jnr takes as long as the framework. */
  private static CompletableFuture<Sockets> open(Settings settings) {
    var opening = new CompletableFuture<Sockets>();
    Thread.ofPlatform()
        .name("sockets")
        .daemon()
        .start(() -> {
          try {
            opening.complete(Sockets.open(settings.current().hosts()));
          } catch (Throwable e) {
            opening.completeExceptionally(e);
          }
        });
    return opening;
  }

  private static Sockets opened(CompletableFuture<Sockets> opening)
      throws StartException, InterruptedException {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      var cause = e.getCause();
      throw new StartException(
          String.valueOf(cause instanceof IOException ? cause.getMessage() : cause), e);
    }
  }

  private static void closeWhenOpen(CompletableFuture<Sockets> opening) {
    opening
        .handle((sockets, failure) -> {
          if (sockets != null) {
            sockets.close();
          }
          return failure;
        })
        .join();
  }

  private static void requireRoot() throws StartException {
    try {
      if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
        throw new StartException("the daemon must be run by root");
      }
    } catch (IOException e) {
      throw new StartException("/proc can't be read: " + e, e);
    }
  }

  /** The second time, at once. */
  private void end() {
    if (asked.getAndSet(true)) {
      Runtime.getRuntime().halt(1);
    }
    ending.countDown();
  }
}
