package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdock.api.driver.DriverInfo;

/** A driver in the form of Docker's {@code Plugin}. */
final class PluginForm {
  /** Kinds of drivers that Docker has kinds of plugins for. */
  private static final Set<String> DOCKERS = Set.of("log", "network", "volume");

  private PluginForm() {}

  static JsonObject of(Plugin plugin) {
    var form = new JsonObject();
    form.addProperty("Id", plugin.id());
    form.addProperty("Name", plugin.name());
    form.addProperty("Enabled", plugin.enabled());
    // Where it came from is not kept: a reference that clients can read, and that names it.
    form.addProperty("PluginReference", plugin.reference());
    var settings = new JsonObject();
    for (var empty : List.of("Mounts", "Env", "Args", "Devices")) {
      settings.add(empty, new JsonArray());
    }
    form.add("Settings", settings);
    form.add("Config", config(plugin));
    return form;
  }

  /** What {@code docker plugin ls --filter capability=} can name. */
  static String capability(DriverInfo driver) {
    return driver.kind() + "driver";
  }

  private static JsonObject config(Plugin plugin) {
    var driver = plugin.driver();
    var config = new JsonObject();
    config.addProperty("Description", plugin.next() ? place(plugin) : description(driver));
    config.addProperty("Documentation", "");
    var types = new JsonArray();
    if (!driver.kind().isEmpty()) {
      types.add("jdock." + capability(driver) + "/1.0");
      if (DOCKERS.contains(driver.kind())) {
        types.add("docker." + capability(driver) + "/1.0");
      }
    }
    var face = new JsonObject();
    face.add("Types", types);
    face.addProperty("Socket", "");
    config.add("Interface", face);
    config.add("Entrypoint", new JsonArray());
    config.addProperty("WorkDir", "");
    var network = new JsonObject();
    network.addProperty("Type", "");
    config.add("Network", network);
    var linux = new JsonObject();
    linux.add("Capabilities", new JsonArray());
    linux.addProperty("AllowAllDevices", false);
    linux.add("Devices", new JsonArray());
    config.add("Linux", linux);
    return config;
  }

  /** The beginning is what a table has room for. */
  private static String description(DriverInfo driver) {
    var parts = new ArrayList<String>();
    parts.add(
        driver.kind().isEmpty() ? driver.state() : driver.kind() + " driver, " + driver.state());
    if (!driver.reason().isEmpty()) {
      parts.add(driver.reason());
    }
    if (!driver.users().isEmpty()) {
      parts.add("used by " + String.join(", ", driver.users()));
    }
    return String.join("; ", parts);
  }

  private static String place(Plugin plugin) {
    return "the place of the version after "
        + plugin.reference()
        + ": docker plugin upgrade fills it, and calls go there from then on";
  }
}
