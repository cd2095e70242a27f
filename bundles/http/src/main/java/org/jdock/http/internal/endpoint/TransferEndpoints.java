package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdock.api.image.Images;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.wire.HttpProblem;

/** Images pulled, loaded and saved. */
final class TransferEndpoints {
  private static final String TAR = "application/x-tar";

  private final Images images;

  TransferEndpoints(Images images) {
    this.images = images;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/auth", this::login),
        new Route("POST", "/images/create", this::pull),
        new Route("POST", "/images/load", this::load),
        new Route("GET", "/images/get", (q, r) -> save(q.queryAll("names"), r)),
        new Route("GET", "/images/{name:.*}/get", (q, r) -> save(List.of(q.path("name")), r)));
  }

  /** The answer has no identity token: clients keep the password then. */
  private void login(Request request, Response response) throws IOException {
    var body = request.json(JsonObject.class);
    images.login(RegistryAuthHeader.server(body), RegistryAuthHeader.credentials(body));
    response.json(200, Map.of("Status", "Login Succeeded", "IdentityToken", ""));
  }

  private void pull(Request request, Response response) throws IOException {
    if (!request.query("fromSrc").isEmpty()) {
      throw new HttpProblem(501, "importing file systems as images is not supported");
    }
    var name = request.query("fromImage");
    if (name.isEmpty()) {
      throw HttpProblem.badRequest("no image was named: fromImage is empty");
    }
    var tag = request.query("tag");
    if (tag.isEmpty()
        && !name.contains("@")
        && !name.substring(name.lastIndexOf('/') + 1).contains(":")) {
      throw new HttpProblem(
          501, "pulling all tags of %s is not supported: name one of them".formatted(name));
    }
    var platform = request.query("platform");
    var auth = RegistryAuthHeader.of(request);
    ProgressLines.run(
        response,
        progress ->
            images.pull(
                name,
                tag.isEmpty() ? null : tag,
                platform.isEmpty() ? null : platform,
                auth,
                progress));
  }

  private void load(Request request, Response response) throws IOException {
    if (!request.query("platform").isEmpty()) {
      throw new HttpProblem(501, "loading one platform of an archive is not supported");
    }
    boolean quiet = request.flag("quiet");
    ProgressLines.run(response, progress -> images.load(request.body(), quiet, progress));
  }

  private void save(List<String> asked, Response response) throws IOException {
    var names = new ArrayList<String>();
    for (var some : asked) {
      names.addAll(List.of(some.split(",")));
    }
    names.removeIf(String::isEmpty);
    if (names.isEmpty()) {
      throw HttpProblem.badRequest("no images were named to save");
    }
    try (var ends = Interruption.ofWork(response)) {
      images.save(List.copyOf(names), response.stream(TAR));
    }
  }
}
