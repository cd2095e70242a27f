package org.jdock.http.internal.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.Drivers;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.wire.HttpProblem;

/** The engine's drivers as Docker's plugins: {@code log/json-file:0.1.0}. */
final class PluginEndpoints {
  private final Drivers drivers;
  private final PluginCatalogue catalogue;

  PluginEndpoints(Drivers drivers) {
    this.drivers = drivers;
    this.catalogue = new PluginCatalogue(drivers);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/plugins", this::list),
        new Route("GET", "/plugins/{name:.*}/json", this::inspect),
        new Route("POST", "/plugins/{name:.*}/enable", this::enable),
        new Route("POST", "/plugins/{name:.*}/disable", this::disable),
        new Route("DELETE", "/plugins/{name:.*}", this::remove));
  }

  private void list(Request request, Response response) throws IOException {
    var filters = FilterParameter.of(request);
    filters.allowOnly(Set.of("capability", "enabled"));
    for (var value : filters.get("enabled")) {
      if (!Set.of("true", "false", "1", "0").contains(value)) {
        throw HttpProblem.badRequest("invalid filter 'enabled=[%s]'".formatted(value));
      }
    }
    response.list(
        200,
        catalogue.all().stream()
            .filter(p -> filters.exact("capability", PluginForm.capability(p.driver())))
            .filter(p ->
                filters.exact("enabled", Boolean.toString(p.enabled()))
                    || (!filters.get("enabled").isEmpty()
                        && filters.exact("enabled", p.enabled() ? "1" : "0")))
            .map(PluginForm::of)
            .iterator());
  }

  private void inspect(Request request, Response response) throws IOException {
    response.json(200, PluginForm.of(catalogue.find(request.path("name"))));
  }

  private void enable(Request request, Response response) throws IOException {
    if (request.integer("timeout", 0) < 0) {
      throw HttpProblem.badRequest(
          "negative timeout %s is invalid".formatted(request.query("timeout")));
    }
    var plugin = changeable(request);
    if (plugin.enabled()) {
      throw ProblemException.conflict(
          "plugin is already enabled: plugin " + plugin.name() + " is enabled");
    }
    var now = drivers.enable(plugin.driverName());
    if (!now.state().equals("ACTIVE")) {
      throw new ProblemException(
          Problem.FAILED,
          "plugin %s is enabled, and is %s: %s"
              .formatted(plugin.name(), now.state(), now.reason()));
    }
    response.empty(200);
  }

  private void disable(Request request, Response response) throws IOException {
    var plugin = changeable(request);
    if (!plugin.enabled()) {
      throw ProblemException.conflict(
          "plugin is already disabled: plugin " + plugin.name() + " found but disabled");
    }
    drivers.disable(plugin.driverName(), request.flag("force"));
    response.empty(200);
  }

  /** As Docker's: what is enabled goes only by force; what is used is named first. */
  private void remove(Request request, Response response) throws IOException {
    var plugin = changeable(request);
    boolean force = request.flag("force");
    if (!force && plugin.enabled() && plugin.driver().users().isEmpty()) {
      throw ProblemException.conflict(
          "plugin " + plugin.name() + " is enabled: disable it first, or use force");
    }
    drivers.remove(plugin.driverName(), force);
    response.json(200, PluginForm.of(plugin));
  }

  private Plugin changeable(Request request) {
    var plugin = catalogue.find(request.path("name"));
    if (plugin.next()) {
      throw ProblemException.invalid(
          "nothing is at %s yet: it can only be upgraded".formatted(plugin.name()));
    }
    if (!plugin.chief()) {
      var driver = plugin.driver();
      throw ProblemException.conflict(
          "plugin %s is %s and can't be changed: %s"
              .formatted(plugin.name(), driver.state(), driver.reason()));
    }
    return plugin;
  }
}
