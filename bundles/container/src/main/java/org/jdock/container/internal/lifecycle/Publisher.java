package org.jdock.container.internal.lifecycle;

import java.util.HashMap;
import java.util.Map;
import org.jdock.api.event.Events;
import org.jdock.container.internal.state.Definition;

/** Says what happens to containers, with the attributes that Docker gives. */
final class Publisher {
  private final Events events;

  Publisher(Events events) {
    this.events = events;
  }

  /** Publishes; pairs of names and values go with the container's own. */
  void publish(Definition container, String action, String... more) {
    Map<String, String> attributes = new HashMap<>();
    Map<String, String> labels = container.config().labels();
    if (labels != null) {
      attributes.putAll(labels);
    }
    attributes.put("image", container.config().image());
    attributes.put("name", container.name());
    for (int i = 0; i < more.length; i += 2) {
      attributes.put(more[i], more[i + 1]);
    }
    events.publish("container", action, container.id(), attributes);
  }
}
