package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.Drivers;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;

/** The engine's drivers as Docker's plugins: {@code log/json-file:latest}. */
final class PluginEndpoints {
  private static final String TAG = ":latest";

  private final Drivers drivers;

  PluginEndpoints(Drivers drivers) {
    this.drivers = drivers;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/plugins", this::list),
        new Route("GET", "/plugins/{name:.*}/json", this::inspect));
  }

  private void list(Request request, Response response) throws IOException {
    var filters = FilterParameter.of(request);
    filters.allowOnly(java.util.Set.of("capability", "enabled"));
    response.list(
        200,
        drivers.list().stream()
            .filter(d -> filters.exact("capability", d.kind()))
            .filter(d -> filters.exact("enabled", Boolean.toString(enabled(d))))
            .map(PluginEndpoints::form)
            .iterator());
  }

  private void inspect(Request request, Response response) throws IOException {
    var name = request.path("name");
    var plain = name.endsWith(TAG) ? name.substring(0, name.length() - TAG.length()) : name;
    response.json(200, form(drivers.info(plain)));
  }

  private static boolean enabled(DriverInfo driver) {
    return driver.state().equals("ACTIVE");
  }

  private static JsonObject form(DriverInfo driver) {
    var name = driver.kind() + "/" + driver.name() + TAG;
    var form = new JsonObject();
    form.addProperty("Id", name);
    form.addProperty("Name", name);
    form.addProperty("Enabled", enabled(driver));
    form.addProperty("PluginReference", driver.location());
    var settings = new JsonObject();
    for (var empty : List.of("Mounts", "Env", "Args", "Devices")) {
      settings.add(empty, new JsonArray());
    }
    form.add("Settings", settings);
    var config = new JsonObject();
    var reason = driver.reason().isEmpty() ? "" : ": " + driver.reason();
    config.addProperty(
        "Description",
        "%s driver %s %s, %s%s"
            .formatted(driver.kind(), driver.name(), driver.version(), driver.state(), reason));
    config.addProperty("Documentation", "");
    var face = new JsonObject();
    var types = new JsonArray();
    types.add("jdock." + driver.kind() + "driver/1.0");
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
    form.add("Config", config);
    return form;
  }
}
