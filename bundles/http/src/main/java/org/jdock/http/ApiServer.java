package org.jdock.http;

import java.io.IOException;
import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.container.Containers;
import org.jdock.api.container.Execs;
import org.jdock.api.driver.Drivers;
import org.jdock.api.event.Events;
import org.jdock.api.image.Images;
import org.jdock.api.network.Networks;
import org.jdock.api.system.Daemon;
import org.jdock.api.volume.Volumes;
import org.jdock.http.internal.endpoint.Endpoints;
import org.jdock.http.internal.endpoint.Engine;
import org.jdock.http.internal.endpoint.Problems;
import org.jdock.http.internal.json.Json;
import org.jdock.http.internal.listen.Listener;
import org.jdock.http.internal.route.MissingEndpoints;
import org.jdock.http.internal.route.Router;
import org.jdock.http.internal.wire.HttpServer;
import org.jdock.http.internal.wire.Limits;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the API as soon as the engine's services are there: made and ended by Declarative
 * Services. Immediate, since nobody asks for it: its users are outside the framework.
 */
@Component(
    service = {},
    immediate = true)
public final class ApiServer {
  private static final Logger LOG = LogManager.getLogger(ApiServer.class);

  /** Within what an init system gives a service to stop, and enough for a request at work. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ServiceRegistration<Serving> registration;

  /** Begins to serve; {@link Serving} is there when this returns. */
  @Activate
  public ApiServer(
      BundleContext context,
      @Reference Sockets sockets,
      @Reference Containers containers,
      @Reference Execs execs,
      @Reference Images images,
      @Reference Networks networks,
      @Reference Volumes volumes,
      @Reference Events events,
      @Reference Daemon daemon,
      @Reference Drivers drivers)
      throws IOException {
    var engine = new Engine(containers, execs, images, networks, volumes, events, daemon, drivers);
    server =
        new HttpServer(
            Limits.DEFAULT,
            Router.headers("jdock/" + daemon.version() + " (linux)"),
            new Router(new Json(), Endpoints.of(engine), MissingEndpoints.all()),
            Problems::answer);
    var listeners = sockets.take();
    listeners.forEach(server::serve);
    var at = String.join(", ", listeners.stream().map(Listener::address).toList());
    registration = context.registerService(Serving.class, () -> at, null);
  }

  /** Stops accepting, lets requests end, and breaks off those that do not in five seconds. */
  @Deactivate
  void stop() {
    registration.unregister();
    if (!server.stop(GRACE)) {
      LOG.info("The API stopped with requests unfinished");
    }
  }
}
