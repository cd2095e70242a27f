package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.felix.framework.FrameworkFactory;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.event.Event;
import org.jdock.api.event.Events;
import org.jdock.api.trust.TrustPolicies;
import org.jdock.api.trust.TrustPolicy;
import org.jdock.registry.arrival.Arrival;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.internal.DriversComponent;
import org.jdock.registry.internal.RegistryComponent;
import org.jdock.registry.internal.call.Limits;
import org.jdock.registry.trust.TrustGuard;
import org.jdock.spi.log.LogDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Driver bundles in a real framework, whose end and start a test may order. */
abstract class FrameworkTest {
  static final Duration LONG = Duration.ofSeconds(30);
  static final VendorJar GOOD = VendorJar.GOOD;

  @TempDir Path dir;
  Limits limits = new Limits(LONG, Duration.ofSeconds(1), LONG, LONG, Duration.ZERO, 8, LONG);
  final Queue<String> events = new ConcurrentLinkedQueue<>();
  final List<String> users = new ArrayList<>();
  Consumer<String> handover = _ -> {};
  Framework framework;
  TrustGuard guard;
  TrustPolicies policies = new TrustPolicies(TrustPolicy.OFF, TrustPolicy.OFF);
  RegistryComponent registry;
  DriversComponent drivers;

  @BeforeEach
  void start() throws Exception {
    start(_ -> {});
  }

  /** Starts a framework; the distribution's own drivers are there before the registry. */
  void start(Consumer<Framework> distribution) throws Exception {
    // As the launcher does.
    System.setProperty("felix.extensions.disable", "true");
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    dir.resolve("cache").toString(),
                    Constants.FRAMEWORK_STORAGE_CLEAN,
                    Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.jdock.spi;version=1.0.0,org.jdock.spi.log;version=1.0.0"));
    framework.start();
    distribution.accept(framework);
    guard =
        TrustGuard.install(
            framework.getBundleContext(), settings(), () -> policies, dir.resolve("shipped"));
    registry =
        new RegistryComponent(
            framework.getBundleContext(),
            settings(),
            guard,
            new DriverConfigurations(framework.getBundleContext(), Path.of("/nonexistent")),
            limits,
            Arrival.past());
    drivers =
        new DriversComponent(
            framework.getBundleContext(),
            registry,
            List.of((_, _) -> users),
            List.of((kind, name) -> this.handover.accept(kind + "/" + name)),
            events());
  }

  @AfterEach
  void stop() throws Exception {
    drivers.stop();
    registry.stop();
    framework.stop();
    framework.waitForStop(0);
  }

  private Events events() {
    return new Events() {
      @Override
      public void publish(String type, String action, String id, Map<String, String> attributes) {
        events.add(type + " " + action + " " + id + " " + attributes.get("version"));
      }

      @Override
      public List<Event> recent() {
        return List.of();
      }

      @Override
      public AutoCloseable subscribe(Consumer<Event> listener) {
        return () -> {};
      }
    };
  }

  Path made(VendorJar jar, String version) {
    try {
      return jar.make(dir, version);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for what another thread brings about. */
  static void eventually(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it does not come about");
      Thread.sleep(5);
    }
  }

  Settings settings() {
    DaemonSettings now =
        new DaemonSettings(
            List.of(),
            dir.resolve("data"),
            dir.resolve("exec"),
            "test",
            "test",
            List.of(),
            List.of(),
            "",
            "",
            "",
            "",
            Map.of(),
            "",
            "",
            List.of(),
            10,
            false);
    return new Settings() {
      @Override
      public DaemonSettings current() {
        return now;
      }

      @Override
      public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
        return () -> {};
      }
    };
  }

  /** All drivers, when what the change before left has ended or its time is over. */
  List<DriverInfo> list() {
    drivers.changes().settle();
    return drivers.list();
  }

  /** All versions of the vendor's driver. */
  List<DriverInfo> versions() {
    return list().stream().filter(d -> d.name().equals("vendor")).toList();
  }

  String version() {
    DriverInfo info = drivers.info("vendor");
    assertEquals("ACTIVE", info.state(), info.reason());
    assertEquals("open", registry.call(LogDriver.class, "vendor", Object::toString));
    return info.version();
  }

  String refused(Problem problem, Runnable change) {
    ProblemException e = assertThrows(ProblemException.class, change::run);
    assertEquals(problem, e.problem(), e.getMessage());
    return e.getMessage();
  }

  static void contains(String part, String text) {
    assertTrue(text.contains(part), text);
  }
}
