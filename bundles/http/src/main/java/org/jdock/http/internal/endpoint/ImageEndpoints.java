package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jdock.api.image.Images;
import org.jdock.api.system.Daemon;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;

/** Images listed, shown, named and removed. */
final class ImageEndpoints {
  private final Images images;
  private final Daemon daemon;

  ImageEndpoints(Images images, Daemon daemon) {
    this.images = images;
    this.daemon = daemon;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/images/json", this::list),
        new Route("POST", "/images/prune", this::prune),
        new Route("POST", "/build/prune", this::pruneBuilds),
        new Route("GET", "/images/{name:.*}/json", this::inspect),
        new Route("GET", "/images/{name:.*}/history", this::history),
        new Route("POST", "/images/{name:.*}/tag", this::tag),
        new Route("DELETE", "/images/{name:.*}", this::remove));
  }

  private void list(Request request, Response response) throws IOException {
    var found = images.list(request.flag("all"), FilterParameter.of(request));
    response.list(
        200,
        found.stream().map(i -> ImageForms.summary(response, request.version(), i)).iterator());
  }

  private void inspect(Request request, Response response) throws IOException {
    var image = images.inspect(request.path("name"));
    var form = ImageForms.details(response, request.version(), image, daemon.storageDriver());
    response.json(200, form);
  }

  private void history(Request request, Response response) throws IOException {
    response.list(200, images.history(request.path("name")).iterator());
  }

  private void tag(Request request, Response response) throws IOException {
    var tag = request.query("tag");
    images.tag(request.path("name"), request.query("repo"), tag.isEmpty() ? null : tag);
    response.empty(201);
  }

  private void remove(Request request, Response response) throws IOException {
    var removed =
        images.remove(request.path("name"), request.flag("force"), !request.flag("noprune"));
    response.list(200, removed.iterator());
  }

  /** There is no builder, hence no cache: what {@code docker system prune} asks for is done. */
  private void pruneBuilds(Request request, Response response) throws IOException {
    var answer = new JsonObject();
    answer.add("CachesDeleted", new JsonArray());
    answer.addProperty("SpaceReclaimed", 0);
    response.json(200, answer);
  }

  private void prune(Request request, Response response) throws IOException {
    var report = images.prune(FilterParameter.of(request));
    var answer = new JsonObject();
    answer.add("ImagesDeleted", response.tree(report.removed()));
    answer.addProperty("SpaceReclaimed", report.reclaimed());
    response.json(200, answer);
  }
}
