package org.jdock.http.internal.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jdock.api.container.Execs;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.wire.HttpProblem;
import org.jspecify.annotations.Nullable;

/** More processes in running containers. */
final class ExecEndpoints {
  private final Execs execs;

  ExecEndpoints(Execs execs) {
    this.execs = execs;
  }

  /** The body of ExecStart; the size is height, then width. */
  record StartBody(boolean detach, boolean tty, @Nullable List<Integer> consoleSize) {}

  List<Route> routes() {
    return List.of(
        new Route("POST", "/containers/{id}/exec", this::create),
        new Route("POST", "/exec/{id}/start", this::start),
        new Route("POST", "/exec/{id}/resize", this::resize),
        new Route("GET", "/exec/{id}/json", this::inspect));
  }

  private void create(Request request, Response response) throws IOException {
    var config = request.json(Execs.ExecConfig.class);
    var cmd = config.cmd();
    if (cmd == null || cmd.isEmpty()) {
      throw HttpProblem.badRequest("No exec command specified");
    }
    keys(config.detachKeys());
    response.json(201, Map.of("Id", execs.create(request.path("id"), config)));
  }

  private void start(Request request, Response response) throws IOException {
    var body = request.json(StartBody.class, new StartBody(false, false, null));
    var id = request.path("id");
    if (body.detach()) {
      execs.startDetached(id);
      response.empty(200);
      return;
    }
    var size = body.consoleSize();
    if (size != null && size.size() != 2) {
      throw HttpProblem.badRequest("ConsoleSize is a height and a width");
    }
    var details = execs.inspect(id);
    int height = size == null ? 0 : size.get(0);
    int width = size == null ? 0 : size.get(1);
    var keys = keys(details.detachKeys());
    try (var session = execs.start(id, body.tty(), height, width)) {
      Streams.hijack(session, details.openStdin(), keys, request, response);
    }
  }

  private static DetachKeys keys(@Nullable String text) {
    return DetachKeys.parse(text == null ? "" : text);
  }

  private void resize(Request request, Response response) throws IOException {
    execs.resize(request.path("id"), Streams.size(request, "h"), Streams.size(request, "w"));
    response.empty(200);
  }

  private void inspect(Request request, Response response) throws IOException {
    response.json(200, execs.inspect(request.path("id")));
  }
}
