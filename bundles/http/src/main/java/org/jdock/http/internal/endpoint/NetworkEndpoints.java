package org.jdock.http.internal.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jdock.api.network.Networks;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;

/** Networks listed and shown. */
final class NetworkEndpoints {
  private final Networks networks;

  NetworkEndpoints(Networks networks) {
    this.networks = networks;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/networks", this::list),
        new Route("POST", "/networks/prune", this::prune),
        new Route("GET", "/networks/{id}", this::inspect));
  }

  /** Without the containers, as Docker since API 1.28. */
  private void list(Request request, Response response) throws IOException {
    var found = networks.list(FilterParameter.of(request));
    response.list(200, found.stream().map(n -> NetworkForm.row(response, n)).iterator());
  }

  /** Networks that users made go, and there are none of those: the engine's own stay. */
  private void prune(Request request, Response response) throws IOException {
    var _ = FilterParameter.of(request);
    response.json(200, Map.of("NetworksDeleted", List.of()));
  }

  private void inspect(Request request, Response response) throws IOException {
    response.json(200, NetworkForm.details(response, networks.inspect(request.path("id"))));
  }
}
