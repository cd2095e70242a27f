package org.jdock.itest.osgi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.trust.TrustPolicies;
import org.jdock.api.trust.TrustPolicy;
import org.jdock.http.Sockets;
import org.jdock.itest.osgi.exam.Roots;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.trust.TrustGuard;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** What the launcher is to the engine's bundles: it offers settings and open sockets. */
final class Host {
  private static final long PATIENCE_MILLIS = 30_000;

  private Host() {}

  static BundleContext context() {
    return FrameworkUtil.getBundle(Host.class).getBundleContext();
  }

  static Path socket() {
    return Roots.top().resolve("run/jdock.sock");
  }

  /** Offers the settings; once in a framework. */
  static void offerSettings() {
    if (context().getServiceReference(Settings.class) == null) {
      var now = settings();
      var settings = new Fixed(now);
      var drivers = Path.of(System.getProperty("jdock.distribution"), "drivers");
      TrustGuard.install(context(), settings, Host::policies, drivers);
      DriverConfigurations.install(context(), Roots.top().resolve("config"));
      var _ = context().registerService(Settings.class, settings, null);
    }
  }

  /** As an operator would set it, for one class's tests. */
  static void policies(TrustPolicies policies) {
    System.setProperty(property("local"), policies.local().name());
    System.setProperty(property("network"), policies.network().name());
  }

  private static TrustPolicies policies() {
    var fallback = TrustPolicies.DEFAULT;
    return new TrustPolicies(
        policy("local", fallback.local()), policy("network", fallback.network()));
  }

  private static TrustPolicy policy(String origin, TrustPolicy fallback) {
    return TrustPolicy.valueOf(System.getProperty(property(origin), fallback.name()));
  }

  private static String property(String origin) {
    return "jdock.test.trust." + origin + Roots.top();
  }

  /** Offers settings and sockets; once in a framework. */
  static void offerAll() throws IOException {
    offerSettings();
    if (context().getServiceReference(Sockets.class) == null) {
      var sockets = Sockets.open(List.of("unix://" + socket()));
      var _ = context().registerService(Sockets.class, sockets, null);
    }
  }

  /** A service, waited for. */
  static <T> T service(Class<T> type) {
    var tracker = new ServiceTracker<T, T>(context(), type, null);
    tracker.open();
    try {
      var found = tracker.waitForService(PATIENCE_MILLIS);
      if (found == null) {
        throw new AssertionError(
            "no " + type.getName() + ": " + String.join("; ", Components.unsatisfied()));
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      tracker.close();
    }
  }

  private static DaemonSettings settings() {
    return new DaemonSettings(
        List.of("unix://" + socket()),
        Roots.top().resolve("data"),
        Roots.top().resolve("run"),
        "osgi",
        "jdock-osgi",
        List.of(),
        List.of(),
        "jdockosgi0",
        "",
        "",
        "json-file",
        Map.of(),
        "",
        "default",
        List.of(),
        10,
        false);
  }

  /** Settings that nobody changes. */
  private record Fixed(DaemonSettings current) implements Settings {
    @Override
    public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
      return () -> {};
    }
  }
}
