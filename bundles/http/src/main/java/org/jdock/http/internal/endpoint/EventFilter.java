package org.jdock.http.internal.endpoint;

import java.util.List;
import java.util.Set;
import org.jdock.api.Filters;
import org.jdock.api.event.Event;

/** The filters of {@code docker events}. */
final class EventFilter {
  private static final Set<String> NAMES =
      Set.of(
          "config",
          "container",
          "daemon",
          "event",
          "image",
          "label",
          "network",
          "node",
          "plugin",
          "scope",
          "secret",
          "service",
          "type",
          "volume");

  /** Filters by what an event is about, which are the types' names too. */
  private static final List<String> OBJECTS =
      List.of(
          "config",
          "container",
          "daemon",
          "network",
          "node",
          "plugin",
          "secret",
          "service",
          "volume");

  private final Filters filters;

  EventFilter(Filters filters) {
    filters.allowOnly(NAMES);
    this.filters = filters;
  }

  boolean test(Event event) {
    return filters.exact("type", event.type())
        && filters.exact("scope", "local")
        && action(event.action())
        && filters.labels(event.attributes())
        && OBJECTS.stream().allMatch(type -> object(type, event))
        && image(event);
  }

  /** {@code exec_start} stands for {@code exec_start: ls} too. */
  private boolean action(String action) {
    int colon = action.indexOf(':');
    return filters.exact("event", action)
        || (colon > 0 && filters.exact("event", action.substring(0, colon)));
  }

  private boolean object(String type, Event event) {
    var wanted = filters.get(type);
    return wanted.isEmpty()
        || (event.type().equals(type)
            && wanted.stream()
                .anyMatch(w ->
                    EventEndpoint.actorId(event).startsWith(w)
                        || w.equals(event.attributes().get("name"))
                        || w.equals(tagged(event))));
  }

  /** A plugin's name with the version that it is about; of others nothing. */
  private static String tagged(Event event) {
    var attributes = event.attributes();
    return event.type().equals("plugin")
        ? attributes.get("name") + ":" + attributes.get("version")
        : "";
  }

  /** Of an image, or of a container made from it; with its tag or without. */
  private boolean image(Event event) {
    var wanted = filters.get("image");
    if (wanted.isEmpty()) {
      return true;
    }
    var key = event.type().equals("image") ? "name" : "image";
    var name = event.attributes().getOrDefault(key, "");
    int colon = name.lastIndexOf(':');
    var bare = colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    return wanted.contains(name) || wanted.contains(bare) || wanted.contains(event.actorId());
  }
}
