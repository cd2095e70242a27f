package org.jdock.registry.internal;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jdock.api.event.Events;
import org.jdock.registry.internal.leak.Leak;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.registry.internal.slot.Transition;
import org.jspecify.annotations.Nullable;

/**
 * Tells what becomes of drivers, as Docker tells of plugins. Nobody is told while {@code taker}
 * gives null.
 */
record DriverEvents(Supplier<@Nullable Events> taker) {
  /** A version goes from one state to another. */
  void changed(Transition transition) {
    Events events = taker.get();
    if (events != null) {
      String id = transition.slot().id().toString();
      events.publish(
          "plugin",
          transition.to().name().toLowerCase(Locale.ROOT),
          id,
          Map.of(
              "name", id,
              "version", transition.slot().source().version().toString(),
              "from", transition.from().name().toLowerCase(Locale.ROOT),
              "reason", transition.reason()));
    }
  }

  /** A driver took other values, or refused them. */
  void configuration(String action, DriverId id, String reason) {
    Events events = taker.get();
    if (events != null) {
      String name = id.toString();
      events.publish("plugin", action, name, Map.of("name", name, "reason", reason));
    }
  }

  /** A version that has ended left something behind. */
  void leaked(Leak leak) {
    Events events = taker.get();
    if (events != null) {
      for (String id : leak.drivers()) {
        events.publish(
            "plugin",
            "leak",
            id,
            Map.of("name", id, "version", leak.version(), "reason", leak.text()));
      }
    }
  }

  /** An operator, or the daemon for one, did something with a version. */
  void publish(String action, Slot slot, String reason) {
    Events events = taker.get();
    if (events != null) {
      String id = slot.id().toString();
      String version = slot.source().version().toString();
      events.publish(
          "plugin", action, id, Map.of("name", id, "version", version, "reason", reason));
    }
  }
}
