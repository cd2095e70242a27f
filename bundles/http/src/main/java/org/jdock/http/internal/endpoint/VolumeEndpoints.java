package org.jdock.http.internal.endpoint;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.Filters;
import org.jdock.api.volume.Volumes;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jspecify.annotations.Nullable;

/** Volumes. */
final class VolumeEndpoints {
  private final Volumes volumes;

  VolumeEndpoints(Volumes volumes) {
    this.volumes = volumes;
  }

  /** The body of VolumeCreate. */
  record Volume(
      @Nullable String name,
      @Nullable String driver,
      @Nullable Map<String, String> driverOpts,
      @Nullable Map<String, String> labels) {}

  List<Route> routes() {
    return List.of(
        new Route("GET", "/volumes", this::list),
        new Route("POST", "/volumes/create", this::create),
        new Route("POST", "/volumes/prune", this::prune),
        new Route("GET", "/volumes/{name}", this::inspect),
        new Route("DELETE", "/volumes/{name}", this::remove));
  }

  private void list(Request request, Response response) throws IOException {
    var answer = new JsonObject();
    answer.add("Volumes", response.tree(volumes.list(FilterParameter.of(request))));
    answer.add("Warnings", JsonNull.INSTANCE);
    response.json(200, answer);
  }

  private void create(Request request, Response response) throws IOException {
    var body = request.json(Volume.class, new Volume(null, null, null, null));
    var options = body.driverOpts();
    var labels = body.labels();
    response.json(
        201,
        volumes.create(
            body.name(),
            body.driver(),
            options == null ? Map.of() : options,
            labels == null ? Map.of() : labels));
  }

  private void inspect(Request request, Response response) throws IOException {
    response.json(200, volumes.inspect(request.path("name")));
  }

  private void remove(Request request, Response response) throws IOException {
    volumes.remove(request.path("name"), request.flag("force"));
    response.noContent();
  }

  private void prune(Request request, Response response) throws IOException {
    var filters = FilterParameter.of(request);
    if (!request.version().atLeast(42)) {
      // Older clients ask about all unused volumes, and so that is what they get.
      var values = new LinkedHashMap<>(filters.values());
      values.put("all", List.of("true"));
      filters = new Filters(values);
    }
    response.json(200, volumes.prune(filters));
  }
}
