package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jdock.api.container.Containers;
import org.jdock.api.network.Networks;
import org.jdock.api.network.SandboxSpec;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.wire.HttpProblem;
import org.jspecify.annotations.Nullable;

/** Networks, and who is on them. */
final class NetworkEndpoints {
  private final Networks networks;
  private final Containers containers;

  NetworkEndpoints(Networks networks, Containers containers) {
    this.networks = networks;
    this.containers = containers;
  }

  /** The body of NetworkConnect and NetworkDisconnect. */
  record Connection(@Nullable String container, @Nullable JsonObject endpointConfig) {}

  List<Route> routes() {
    return List.of(
        new Route("GET", "/networks", this::list),
        new Route("POST", "/networks/create", this::create),
        new Route("POST", "/networks/prune", this::prune),
        new Route("GET", "/networks/{id}", this::inspect),
        new Route("DELETE", "/networks/{id}", this::remove),
        new Route("POST", "/networks/{id}/connect", this::connect),
        new Route("POST", "/networks/{id}/disconnect", this::disconnect));
  }

  /** Without the containers, as Docker since API 1.28. */
  private void list(Request request, Response response) throws IOException {
    var found = networks.list(FilterParameter.of(request));
    response.list(200, found.stream().map(n -> NetworkForm.row(response, n)).iterator());
  }

  private void create(Request request, Response response) throws IOException {
    var id = networks.create(request.json(NetworkBody.class).request());
    response.json(201, Map.of("Id", id, "Warning", ""));
  }

  private void prune(Request request, Response response) throws IOException {
    var deleted = new NetworkPrune(networks).run(FilterParameter.of(request));
    response.json(200, Map.of("NetworksDeleted", deleted));
  }

  private void inspect(Request request, Response response) throws IOException {
    response.json(200, NetworkForm.details(response, networks.inspect(request.path("id"))));
  }

  private void remove(Request request, Response response) throws IOException {
    networks.remove(request.path("id"));
    response.noContent();
  }

  private void connect(Request request, Response response) throws IOException {
    var body = request.json(Connection.class);
    var network = networks.inspect(request.path("id")).name();
    var settings = body.endpointConfig();
    SandboxSpec.Endpoint endpoint =
        EndpointsConfig.endpoint(network, settings == null ? new JsonObject() : settings);
    containers.connect(container(body), endpoint);
    response.empty(200);
  }

  private void disconnect(Request request, Response response) throws IOException {
    containers.disconnect(container(request.json(Connection.class)), request.path("id"));
    response.empty(200);
  }

  private static String container(Connection body) {
    var container = body.container();
    if (container == null || container.isEmpty()) {
      throw HttpProblem.badRequest("no container was named");
    }
    return container;
  }
}
