package org.jdock.http;

import java.time.Duration;
import java.util.List;
import org.jdock.api.config.Settings;
import org.jdock.http.internal.json.Json;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.route.Router;
import org.jdock.http.internal.wire.HttpServer;
import org.jdock.http.internal.wire.Limits;
import org.jdock.http.internal.wire.ProblemMapper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Stub. */
@Component(service = Serving.class, immediate = true)
public final class StubHttp implements Serving {
  private final HttpServer server;

  /** Stub. */
  @Activate
  public StubHttp(@Reference Sockets sockets, @Reference Settings settings) {
    server = new HttpServer(Limits.DEFAULT, Router.headers("jdock/stub (linux)"),
        new Router(new Json(), List.of(new Route("GET", "/_ping", (request, response) -> response.text(200, "OK"))), List.of()),
        e -> { throw new IllegalStateException(e); });
    sockets.listeners().forEach(server::serve);
  }

  @Override
  public String description() {
    return "stub";
  }

  /** Stub. */
  @Deactivate
  public void stop() {
    server.stop(Duration.ofSeconds(1));
  }
}
