package org.jdock.driver.plugin.v1;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.driver.plugin.v1.find.Discovery;
import org.jdock.driver.plugin.v1.find.Settings;
import org.jdock.spi.Driver;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedService;

/**
 * Looks for plugins while the bundle is started. An activator and no component, since which drivers
 * there are is known only while it runs. The configuration of {@value #PID} has {@code sockets},
 * {@code specs} (directories, may be repeated) and {@code retry-seconds}.
 */
public final class Adapters implements BundleActivator, ManagedService {
  /** Of the configuration. */
  static final String PID = "org.jdock.driver.plugin.v1";

  private volatile Settings settings = Settings.STANDARD;
  private @Nullable Registrar registrar;
  private @Nullable Discovery discovery;
  private List<Plugin> adopted = List.of();

  @Override
  public synchronized void start(BundleContext context) throws InvalidSyntaxException {
    var registering = new Registrar(context, new Drivers(() -> settings));
    adopted = registering.adopt();
    registrar = registering;
    context.addServiceListener(registering, "(" + Driver.NAME + "=*)");
    // Its first call, on ConfigurationAdmin's thread, begins the search.
    context.registerService(
        ManagedService.class, this, FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_PID, PID)));
  }

  @Override
  public synchronized void stop(BundleContext context) {
    registrar = null;
    if (discovery != null) {
      discovery.close();
    }
  }

  @Override
  public synchronized void updated(@Nullable Dictionary<String, ?> properties)
      throws ConfigurationException {
    Settings wanted = properties == null ? Settings.STANDARD : read(properties);
    Registrar registering = registrar;
    if (registering == null || (discovery != null && wanted.equals(settings))) {
      return;
    }
    Discovery before = discovery;
    if (before != null) {
      before.close();
    }
    settings = wanted;
    var looking = new Discovery(wanted, before == null ? adopted : before.plugins(), registering);
    discovery = looking;
    looking.start();
  }

  private static Settings read(Dictionary<String, ?> properties) throws ConfigurationException {
    Object seconds = properties.get("retry-seconds");
    Duration retry = Settings.STANDARD.retry();
    if (seconds != null) {
      if (!seconds.toString().matches("\\d{1,2}")) {
        throw new ConfigurationException("retry-seconds", "wanted 0 to 99, not " + seconds);
      }
      retry = Duration.ofSeconds(Long.parseLong(seconds.toString()));
    }
    return new Settings(
        paths(properties, "sockets", Settings.STANDARD.sockets()),
        paths(properties, "specs", Settings.STANDARD.specs()),
        retry);
  }

  private static List<Path> paths(
      Dictionary<String, ?> properties, String name, List<Path> otherwise)
      throws ConfigurationException {
    Object value = properties.get(name);
    if (value == null) {
      return otherwise;
    }
    List<Path> paths =
        Arrays.stream(value instanceof String[] many ? many : new String[] {value.toString()})
            .map(Path::of)
            .toList();
    for (Path path : paths) {
      if (!path.isAbsolute()) {
        throw new ConfigurationException(name, "wanted an absolute directory, not " + path);
      }
    }
    return paths;
  }
}
