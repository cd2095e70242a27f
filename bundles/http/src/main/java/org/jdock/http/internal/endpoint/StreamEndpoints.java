package org.jdock.http.internal.endpoint;

import java.io.IOException;
import java.util.List;
import org.jdock.api.container.Containers;
import org.jdock.api.container.LogOptions;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.wire.HttpProblem;

/** What containers print, and their terminals. */
final class StreamEndpoints {
  private final Containers containers;

  StreamEndpoints(Containers containers) {
    this.containers = containers;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/containers/{id}/attach", this::attach),
        new Route("GET", "/containers/{id}/logs", this::logs),
        new Route("POST", "/containers/{id}/resize", this::resize));
  }

  private void attach(Request request, Response response) throws IOException {
    boolean stdin = request.flag("stdin");
    boolean stdout = request.flag("stdout");
    boolean stderr = request.flag("stderr");
    var keys = DetachKeys.parse(request.query("detachKeys"));
    try (var session =
        containers.attach(
            request.path("id"),
            stdin,
            stdout,
            stderr,
            request.flag("logs"),
            request.flag("stream"))) {
      Streams.hijack(session, stdin, keys, request, response);
    }
  }

  private void logs(Request request, Response response) throws IOException {
    boolean stdout = request.flag("stdout");
    boolean stderr = request.flag("stderr");
    if (!stdout && !stderr) {
      throw HttpProblem.badRequest("Bad parameters: you must choose at least one stream");
    }
    var until = request.query("until");
    var options =
        new LogOptions(
            stdout,
            stderr,
            request.flag("follow"),
            request.flag("timestamps"),
            request.flag("details"),
            Timestamps.nanos("since", request.query("since"), Long.MIN_VALUE),
            until.equals("0") ? Long.MAX_VALUE : Timestamps.nanos("until", until, Long.MAX_VALUE),
            tail(request.query("tail")));
    try (var session = containers.logs(request.path("id"), options)) {
      Streams.send(session, request, response);
    }
  }

  /** As Docker: what is no number of lines means all of them. */
  private static int tail(String text) {
    try {
      return Math.max(-1, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void resize(Request request, Response response) throws IOException {
    containers.resize(request.path("id"), Streams.size(request, "h"), Streams.size(request, "w"));
    response.empty(200);
  }
}
