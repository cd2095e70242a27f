package org.jdock.api.event;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes events and passes them on. Thread-safe; never blocks the one who publishes. */
public interface Events {
  /** Publishes an event that happens now. */
  void publish(String type, String action, String actorId, Map<String, String> attributes);

  /**
   * The last events, oldest first; only so many are kept as {@code docker events --since} needs.
   */
  List<Event> recent();

  /**
   * Calls the listener with each later event, in order, on a thread of its own. A listener that is
   * too slow loses events rather than holding up the engine.
   *
   * @return ends it
   */
  AutoCloseable subscribe(Consumer<Event> listener);
}
