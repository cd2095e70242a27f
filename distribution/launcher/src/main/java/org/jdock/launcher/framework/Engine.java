package org.jdock.launcher.framework;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.container.Containers;
import org.jdock.api.container.Execs;
import org.jdock.api.image.Images;
import org.jdock.api.network.Networks;
import org.jdock.api.system.Daemon;
import org.jdock.api.volume.Volumes;
import org.jdock.http.Serving;
import org.jdock.launcher.host.StartException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The framework with the engine in it. Started step by step, by one thread: {@link #init}, {@link
 * #startPlatform}, {@link #startEngine}, {@link #startFront}; ended by {@link #stop}. In between
 * another thread may {@link #bringDrivers}, once, and is to be done before the end.
 */
public final class Engine {
  /** The front end starts when everything that it offers is there. */
  private static final String FRONT = "org.jdock.http";

  /**
   * Users before what they use: these know each other both ways, and the other order is a circle.
   */
  private static final List<Class<?>> OFFERED =
      List.of(
          Containers.class, Execs.class, Images.class, Networks.class, Volumes.class, Daemon.class);

  private final Framework framework;
  private final List<Bundle> platform = new ArrayList<>();
  private final List<Bundle> engine = new ArrayList<>();

  private final ShippedDrivers drivers;

  private Engine(Framework framework, ShippedDrivers drivers) {
    this.framework = framework;
    this.drivers = drivers;
  }

  /** Not made before it is needed: the log gets ready on another thread meanwhile. */
  private static Logger log() {
    return LogManager.getLogger(Engine.class);
  }

  /**
   * Makes the framework and installs the bundles, but for the drivers.
   *
   * @param storage for the framework; emptied first
   * @param driverFolder jars; need not exist
   */
  public static Engine init(Path storage, Path driverFolder) throws StartException {
    try {
      var classPath = ClassPathIndex.read();
      var framework = framework(storage, classPath);
      framework.init();
      var drivers = new ShippedDrivers(framework.getBundleContext(), driverFolder);
      var engine = new Engine(framework, drivers);
      engine.install(classPath);
      return engine;
    } catch (IOException | BundleException e) {
      throw new StartException("the framework can't start: " + e, e);
    }
  }

  private static Framework framework(Path storage, ClassPath classPath) {
    var properties = new HashMap<String, String>();
    properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, classPath.packages());
    // The exec root's own lock will do.
    properties.put("felix.cache.locking", "false");
    properties.put("felix.log.level", "1");
    // There is little to resolve, and nothing that is worth a pool of threads.
    properties.put("felix.resolver.parallelism", "1");
    properties.put("ds.loglevel", "error");
    // Nobody makes a bundle's address out of text; those that the framework gives out work.
    properties.put("felix.service.urlhandlers", "false");
    // Such a bundle runs as a part of the framework while it is being installed, before any hook is
    // asked about it. Felix looks at this once, when it is loaded.
    System.setProperty("felix.extensions.disable", "true");
    return new FrameworkFactory()
        .newFramework(
            properties,
            new ModuleConnector() {
              @Override
              public void initialize(File folder, Map<String, String> configuration) {}

              @Override
              public Optional<ConnectModule> connect(String location) {
                return Optional.ofNullable(classPath.bundles().get(location));
              }

              @Override
              public Optional<BundleActivator> newBundleActivator() {
                return Optional.empty();
              }
            });
  }

  /** In the order in which they are to start: they stop in the reverse one. */
  private void install(ClassPath classPath) throws BundleException {
    var context = framework.getBundleContext();
    for (var location : classPath.bundles().keySet()) {
      var bundle = context.installBundle(location);
      (bundle.getSymbolicName().startsWith("org.jdock.") ? engine : platform).add(bundle);
    }
    engine.sort((a, b) -> Boolean.compare(isFront(a), isFront(b)));
  }

  private static boolean isFront(Bundle bundle) {
    return bundle.getSymbolicName().equals(FRONT);
  }

  /** For services that the launcher offers to the engine. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** Starts the framework with Declarative Services. */
  public void startPlatform() throws StartException {
    try {
      framework.start();
      var all = new ArrayList<>(platform);
      all.addAll(engine);
      framework.adapt(FrameworkWiring.class).resolveBundles(all);
    } catch (BundleException e) {
      throw new StartException("the framework can't start: " + Reasons.of(e), e);
    }
    startAll(platform);
  }

  /**
   * Starts the distribution's drivers; one that can't start is left out, with a line in the log.
   *
   * @param installed done with each before any resolves
   * @param first done with each before it starts
   */
  public void bringDrivers(Consumer<Bundle> installed, Consumer<Bundle> first) {
    drivers.bring(installed, first);
  }

  /** Starts the engine's own bundles but for the front end, and makes what that will ask for. */
  public void startEngine() throws StartException {
    startAll(engine.stream().filter(bundle -> !isFront(bundle)).toList());
    for (var service : OFFERED) {
      // One that can't be made is told of when the front end misses it.
      var _ = Services.find(context(), service);
    }
  }

  /** Starts the front end; what it needs is registered by then. */
  public void startFront() throws StartException {
    startAll(engine.stream().filter(Engine::isFront).toList());
  }

  private void startAll(List<Bundle> bundles) throws StartException {
    for (var bundle : bundles) {
      try {
        bundle.start(Bundle.START_TRANSIENT);
      } catch (BundleException e) {
        throw new StartException(
            "the bundle %s can't start: %s".formatted(bundle.getSymbolicName(), Reasons.of(e)), e);
      }
    }
  }

  /**
   * Waits until the API is served.
   *
   * @return what is served
   * @throws StartException saying what is missing, when it takes longer
   */
  public String awaitServing(int seconds) throws StartException, InterruptedException {
    var there = new CountDownLatch(1);
    var context = context();
    context.addServiceListener(event -> {
      if (event.getType() == ServiceEvent.REGISTERED
          && List.of((String[]) event.getServiceReference().getProperty(Constants.OBJECTCLASS))
              .contains(Serving.class.getName())) {
        there.countDown();
      }
    });
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < deadline) {
      var serving = Services.find(context, Serving.class);
      if (serving != null) {
        return serving.description();
      }
      there.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    throw new StartException("the API is not served: " + Missing.services(context));
  }

  /** The engine's version: of the bundle that serves. */
  public String version() {
    for (var bundle : engine) {
      if (isFront(bundle)) {
        var version = bundle.getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
      }
    }
    return "unknown";
  }

  /** Stops the engine, last first, the drivers under it, and then the framework. */
  public void stop() {
    stopAll(engine);
    stopAll(drivers.started());
    stopAll(platform);
    try {
      framework.stop();
      framework.waitForStop(TimeUnit.SECONDS.toMillis(10));
    } catch (BundleException e) {
      log().warn("Stopping the framework", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stopAll(List<Bundle> bundles) {
    for (var bundle : bundles.reversed()) {
      try {
        bundle.stop(Bundle.STOP_TRANSIENT);
      } catch (BundleException e) {
        log().warn("Stopping {}", bundle.getSymbolicName(), e);
      }
    }
  }
}
