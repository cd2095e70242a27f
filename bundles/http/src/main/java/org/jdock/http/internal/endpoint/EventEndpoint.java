package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdock.api.event.Event;
import org.jdock.api.event.Events;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;

/** What happens, as it happens: one line of JSON each. */
final class EventEndpoint {
  /** More than a client that reads at all ever falls behind. */
  private static final int BACKLOG = 8192;

  private final Events events;

  EventEndpoint(Events events) {
    this.events = events;
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/events", this::stream));
  }

  private void stream(Request request, Response response) throws Exception {
    long since = Timestamps.nanos("since", request.query("since"), Long.MAX_VALUE);
    long until = Timestamps.nanos("until", request.query("until"), Long.MAX_VALUE);
    var filter = new EventFilter(FilterParameter.of(request));
    var later = new LinkedBlockingQueue<Event>(BACKLOG);
    var lost = new AtomicBoolean();
    // Subscribed first: what happens while the past is being told comes twice, and is told once.
    try (var subscription =
            events.subscribe(e -> {
              if (!later.offer(e)) {
                lost.set(true);
              }
            });
        var ends = Interruption.ofEndless(response)) {
      var out = response.stream(Response.JSON);
      out.flush();
      var told = new HashSet<Event>();
      if (since != Long.MAX_VALUE) {
        for (var e : events.recent()) {
          told.add(e);
          if (e.timeNanos() >= since && e.timeNanos() <= until && filter.test(e)) {
            response.line(out, form(response, e));
          }
        }
      }
      while (true) {
        if (lost.get()) {
          throw new IOException("the client reads events too slowly, and would miss some");
        }
        var e = next(later, until);
        if (e == null || e.timeNanos() > until) {
          return;
        }
        if (!told.remove(e) && filter.test(e)) {
          response.line(out, form(response, e));
        }
      }
    } catch (InterruptedException e) {
      // The client has left or the server stops: an end like any other.
    }
  }

  /** The next event, or null when {@code until} comes first. */
  private static @org.jspecify.annotations.Nullable Event next(
      LinkedBlockingQueue<Event> queue, long until) throws InterruptedException {
    if (until == Long.MAX_VALUE) {
      return queue.take();
    }
    long left = until - Timestamps.nanos(Instant.now());
    return left <= 0 ? queue.poll() : queue.poll(left, TimeUnit.NANOSECONDS);
  }

  /** As Docker's, whose other answers name it so too. */
  static String actorId(Event event) {
    return event.type().equals("plugin") ? Plugin.id(event.actorId()) : event.actorId();
  }

  private static JsonObject form(Response response, Event event) {
    var form = new JsonObject();
    boolean legacy = event.type().equals("container") || event.type().equals("image");
    if (legacy) {
      form.addProperty("status", event.action());
      form.addProperty("id", event.actorId());
      var image = event.attributes().get("image");
      if (image != null) {
        form.addProperty("from", image);
      }
    }
    form.addProperty("Type", event.type());
    form.addProperty("Action", event.action());
    var actor = new JsonObject();
    actor.addProperty("ID", actorId(event));
    actor.add("Attributes", response.tree(event.attributes()));
    form.add("Actor", actor);
    form.addProperty("scope", "local");
    form.addProperty("time", Math.floorDiv(event.timeNanos(), 1_000_000_000L));
    form.addProperty("timeNano", event.timeNanos());
    return form;
  }
}
