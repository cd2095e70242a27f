package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jdock.api.container.Containers;
import org.jdock.api.image.Platform;
import org.jdock.http.internal.json.JsonBytes;
import org.jdock.http.internal.json.SnapshotBytes;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.wire.HttpProblem;

/** Containers made, listed, shown, renamed, removed. */
final class ContainerEndpoints {
  private final Containers containers;
  private final SnapshotBytes rows = new SnapshotBytes();

  ContainerEndpoints(Containers containers) {
    this.containers = containers;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/containers/json", this::list),
        new Route("POST", "/containers/create", this::create),
        new Route("POST", "/containers/prune", this::prune),
        new Route("GET", "/containers/{id}/json", this::inspect),
        new Route("GET", "/containers/{id}/top", this::top),
        new Route("POST", "/containers/{id}/rename", this::rename),
        new Route("DELETE", "/containers/{id}", this::remove));
  }

  private void list(Request request, Response response) throws IOException {
    int limit = request.integer("limit", 0);
    var found =
        containers.list(
            request.flag("all") || limit > 0,
            limit,
            request.flag("size"),
            FilterParameter.of(request));
    response.list(200, found.stream().<JsonBytes>map(c -> rows.of(c, response::bytes)).iterator());
  }

  private void create(Request request, Response response) throws IOException {
    var name = request.query("name");
    var platform = request.query("platform");
    var wanted = platform.isEmpty() ? null : Platform.parse(platform);
    var body = CreateBody.of(request);
    var made =
        containers.create(
            name.isEmpty() ? null : name,
            body.config(),
            body.hostConfig(),
            body.endpoints(),
            wanted);
    var answer = new JsonObject();
    answer.addProperty("Id", made.id());
    answer.add("Warnings", response.tree(made.warnings()));
    response.json(201, answer);
  }

  private void inspect(Request request, Response response) throws IOException {
    var container = containers.inspect(request.path("id"), request.flag("size"));
    response.json(200, container);
  }

  private void top(Request request, Response response) throws IOException {
    var options = request.query("ps_args");
    var found =
        containers.top(
            request.path("id"),
            List.of((options.isBlank() ? "-ef" : options.strip()).split("\\s+")));
    response.json(200, found);
  }

  private void rename(Request request, Response response) throws IOException {
    containers.rename(request.path("id"), request.query("name"));
    response.noContent();
  }

  private void remove(Request request, Response response) throws IOException {
    if (request.flag("link")) {
      throw new HttpProblem(501, "this engine has no links between containers to remove");
    }
    containers.remove(request.path("id"), request.flag("force"), request.flag("v"));
    response.noContent();
  }

  private void prune(Request request, Response response) throws IOException {
    var report = new ContainerPrune(containers).run(FilterParameter.of(request));
    var answer = new JsonObject();
    var deleted = new JsonArray();
    report.deleted().forEach(deleted::add);
    answer.add("ContainersDeleted", deleted);
    answer.addProperty("SpaceReclaimed", report.reclaimed());
    response.json(200, answer);
  }
}
