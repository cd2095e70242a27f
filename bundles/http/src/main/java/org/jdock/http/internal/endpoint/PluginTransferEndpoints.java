package org.jdock.http.internal.endpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.Drivers;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.wire.HttpProblem;

/** Drivers fetched from registries. */
final class PluginTransferEndpoints {
  private final Drivers drivers;
  private final PluginCatalogue catalogue;

  PluginTransferEndpoints(Drivers drivers) {
    this.drivers = drivers;
    this.catalogue = new PluginCatalogue(drivers);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/plugins/privileges", this::privileges),
        new Route("POST", "/plugins/pull", this::pull),
        new Route("POST", "/plugins/{name:.*}/upgrade", this::upgrade));
  }

  private void privileges(Request request, Response response) throws IOException {
    remote(request);
    response.list(200, PluginPrivileges.required().iterator());
  }

  private void pull(Request request, Response response) throws IOException {
    var source = "oci:" + remote(request);
    if (!request.query("name").isEmpty()) {
      throw HttpProblem.badRequest(
          "a driver is called what its bundle says, and can't be given the alias "
              + request.query("name"));
    }
    PluginPrivileges.check(request);
    var auth = RegistryAuthHeader.of(request);
    ProgressLines.run(response, progress -> install(source, auth, response, progress));
  }

  /**
   * Leaves it disabled: clients enable it by a request of its own, if at all. What it is called is
   * known when it is here and must stand in the answer's head, so the steps are told afterwards.
   */
  private void install(
      String source, RegistryAuth auth, Response response, Progress.Sink progress) {
    var steps = Collections.synchronizedList(new ArrayList<Progress>());
    var installed = drivers.install(source, auth, steps::add);
    for (var driver : installed) {
      drivers.disable(plugin(driver).driverName(), true);
    }
    response.header("Docker-Plugin-Name", plugin(installed.getFirst()).name());
    List.copyOf(steps).forEach(progress::accept);
    tell("Installed, and disabled until it is enabled: ", installed, progress);
  }

  private void upgrade(Request request, Response response) throws IOException {
    var plugin = catalogue.find(request.path("name"));
    var remote = remote(request);
    if (plugin.reference().equals(remote.replaceFirst("^docker\\.io/", ""))) {
      throw HttpProblem.badRequest(
          "%s came from a place that is not kept: say which REMOTE to upgrade it from"
              .formatted(plugin.driverName()));
    }
    PluginPrivileges.check(request);
    var auth = RegistryAuthHeader.of(request);
    ProgressLines.run(
        response,
        progress ->
            told(drivers.upgrade(plugin.driverName(), "oci:" + remote, auth, progress), progress));
  }

  private static void told(List<DriverInfo> upgraded, Progress.Sink progress) {
    boolean serving = upgraded.stream().anyMatch(Plugin::serving);
    tell(serving ? "Serving now: " : "Still disabled: ", upgraded, progress);
  }

  private static void tell(String what, List<DriverInfo> drivers, Progress.Sink progress) {
    var names = drivers.stream().map(driver -> plugin(driver).name()).toList();
    progress.accept(Progress.status(what + String.join(", ", names)));
  }

  private static Plugin plugin(DriverInfo driver) {
    return new Plugin(driver, true, false);
  }

  private static String remote(Request request) {
    var remote = request.query("remote");
    if (remote.isEmpty()) {
      throw HttpProblem.badRequest("no driver was named: remote is empty");
    }
    return remote;
  }
}
