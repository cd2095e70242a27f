package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jdock.api.container.Containers;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.wire.HttpProblem;
import org.jspecify.annotations.Nullable;

/** Containers started, stopped and waited for. */
final class LifecycleEndpoints {
  private static final List<String> CONDITIONS = List.of("not-running", "next-exit", "removed");

  private final Containers containers;

  LifecycleEndpoints(Containers containers) {
    this.containers = containers;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/containers/{id}/start", this::start),
        new Route("POST", "/containers/{id}/stop", this::stop),
        new Route("POST", "/containers/{id}/restart", this::restart),
        new Route("POST", "/containers/{id}/kill", this::kill),
        new Route("POST", "/containers/{id}/pause", this::pause),
        new Route("POST", "/containers/{id}/unpause", this::unpause),
        new Route("POST", "/containers/{id}/wait", this::await));
  }

  private void start(Request request, Response response) throws IOException {
    if (!request.query("checkpoint").isEmpty()) {
      throw new HttpProblem(501, "checkpoints are not supported");
    }
    containers.start(request.path("id"));
    response.noContent();
  }

  private void stop(Request request, Response response) throws IOException {
    containers.stop(request.path("id"), signal(request), timeout(request));
    response.noContent();
  }

  private void restart(Request request, Response response) throws IOException {
    containers.restart(request.path("id"), signal(request), timeout(request));
    response.noContent();
  }

  private void kill(Request request, Response response) throws IOException {
    containers.kill(request.path("id"), signal(request));
    response.noContent();
  }

  private void pause(Request request, Response response) throws IOException {
    containers.pause(request.path("id"));
    response.noContent();
  }

  private void unpause(Request request, Response response) throws IOException {
    containers.unpause(request.path("id"));
    response.noContent();
  }

  private static @Nullable String signal(Request request) {
    var signal = request.query("signal");
    return signal.isEmpty() ? null : signal;
  }

  private static @Nullable Integer timeout(Request request) {
    return request.query("t").isEmpty() ? null : Integer.valueOf(request.integer("t", 0));
  }

  /**
   * The head is sent as soon as the wait is registered: {@code docker run} starts the container
   * only then, and so misses no exit.
   */
  private void await(Request request, Response response) throws IOException {
    var condition =
        request.query("condition").isEmpty() ? "not-running" : request.query("condition");
    if (!CONDITIONS.contains(condition)) {
      throw HttpProblem.badRequest("invalid condition: \"%s\"".formatted(condition));
    }
    try (var waiting = containers.await(request.path("id"), condition)) {
      var out = response.stream(Response.JSON);
      out.flush();
      try (var ends = Interruption.ofEndless(response)) {
        int code = waiting.await();
        var answer = new JsonObject();
        answer.addProperty("StatusCode", code);
        response.lastLine(out, answer);
      } catch (InterruptedException e) {
        // The client has left or is told, by an answer without a body, that the daemon stops.
      }
    }
  }
}
