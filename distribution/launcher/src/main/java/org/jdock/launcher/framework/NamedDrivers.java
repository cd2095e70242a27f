package org.jdock.launcher.framework;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.Drivers;
import org.osgi.framework.BundleContext;

/**
 * Drivers that the settings name. A daemon starts without them, since they may come later; but a
 * name that is mistyped is said before the first container fails for it.
 */
public final class NamedDrivers {
  private static final Logger LOG = LogManager.getLogger(NamedDrivers.class);

  private NamedDrivers() {}

  /** Logs those that are not there. Makes none of them. */
  public static void warn(BundleContext context, DaemonSettings settings) {
    var drivers = Services.find(context, Drivers.class);
    if (drivers != null) {
      missing(settings, drivers.list()).forEach(LOG::warn);
    }
  }

  /** A line for each that is named and not among these. */
  static List<String> missing(DaemonSettings settings, List<DriverInfo> there) {
    var lines = new ArrayList<String>();
    look("log-driver", "log", settings.logDriver(), there, lines);
    look("storage-driver", "storage", settings.storageDriver(), there, lines);
    look("default-runtime", "runtime", settings.runtime(), there, lines);
    look("security-profile", "security", settings.securityProfile(), there, lines);
    return lines;
  }

  private static void look(
      String key, String kind, String name, List<DriverInfo> there, List<String> lines) {
    var names =
        there.stream()
            .filter(driver -> driver.kind().equals(kind))
            .map(DriverInfo::name)
            .distinct()
            .sorted()
            .toList();
    if (!name.isEmpty() && !names.contains(name)) {
      lines.add(
          """
          %s is "%s", and there is no such driver: containers that need it fail until it is \
          installed (there is %s)\
          """
              .formatted(key, name, names.stream().collect(Collectors.joining(", "))));
    }
  }
}
