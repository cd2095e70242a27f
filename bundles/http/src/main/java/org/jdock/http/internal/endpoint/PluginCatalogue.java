package org.jdock.http.internal.endpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.Drivers;
import org.jspecify.annotations.Nullable;

/** Finds drivers by what Docker's clients call plugins. */
final class PluginCatalogue {
  private static final String DEFAULT_DOMAIN = "docker.io/";
  private static final String LATEST = "latest";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{1,64}");

  private final Drivers drivers;

  PluginCatalogue(Drivers drivers) {
    this.drivers = drivers;
  }

  /** All, in the engine's order. */
  List<Plugin> all() {
    var list = drivers.list();
    var chiefs = new HashMap<String, DriverInfo>();
    for (var driver : list) {
      chiefs.merge(
          driver.kind() + "/" + driver.name(),
          driver,
          (first, other) -> !Plugin.serving(first) && Plugin.serving(other) ? other : first);
    }
    var plugins = new ArrayList<Plugin>(list.size());
    for (var driver : list) {
      boolean chief = driver.equals(chiefs.get(driver.kind() + "/" + driver.name()));
      plugins.add(new Plugin(driver, chief, false));
    }
    return plugins;
  }

  /**
   * One of them.
   *
   * @param asked {@code kind/name} or a unique name, with the tag {@code latest}, its version,
   *     {@link Plugin#NEXT} or none; or the beginning of an identifier
   * @throws ProblemException NOT_FOUND, or INVALID for what is not unique
   */
  Plugin find(String asked) {
    var name = asked.startsWith(DEFAULT_DOMAIN) ? asked.substring(DEFAULT_DOMAIN.length()) : asked;
    for (var plugin : all()) {
      if (plugin.name().equals(name)) {
        return plugin;
      }
    }
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    var tag = colon < 0 ? LATEST : name.substring(colon + 1);
    var driver = driver(colon < 0 ? name : name.substring(0, colon));
    if (driver == null) {
      return byId(asked);
    }
    var plugin = new Plugin(driver, true, tag.equals(Plugin.NEXT));
    if (!plugin.next() && !tag.equals(LATEST) && !tag.equals(driver.version())) {
      throw ProblemException.notFound(
          "plugin \"%s\" not found: %s has version %s"
              .formatted(asked, plugin.driverName(), driver.version()));
    }
    return plugin;
  }

  private @Nullable DriverInfo driver(String name) {
    try {
      return drivers.info(name);
    } catch (ProblemException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  private Plugin byId(String asked) {
    var found =
        ID.matcher(asked).matches()
            ? all().stream().filter(plugin -> plugin.id().startsWith(asked)).toList()
            : List.<Plugin>of();
    if (found.size() > 1) {
      throw ProblemException.invalid("multiple plugins found for \"%s\"".formatted(asked));
    }
    if (found.isEmpty()) {
      throw ProblemException.notFound("plugin \"%s\" not found".formatted(asked));
    }
    return found.getFirst();
  }
}
