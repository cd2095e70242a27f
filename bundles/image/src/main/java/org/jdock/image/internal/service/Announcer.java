package org.jdock.image.internal.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jdock.api.event.Events;
import org.jdock.image.internal.database.Image;
import org.jspecify.annotations.Nullable;

/** Publishes what happens to images, if there is someone to tell. Thread-safe. */
final class Announcer {
  private final Supplier<@Nullable Events> events;

  Announcer(Supplier<@Nullable Events> events) {
    this.events = events;
  }

  /**
   * Publishes an event.
   *
   * @param action such as {@code pull}
   * @param image whose labels are told
   * @param actor the image's id or name, as Docker has it for this action
   * @param name what the attribute of that name says
   */
  void image(String action, Image image, String actor, String name) {
    Events target = events.get();
    if (target == null) {
      return;
    }
    var attributes = new LinkedHashMap<String, String>();
    Map<String, String> labels = image.config().config().labels();
    if (labels != null) {
      attributes.putAll(labels);
    }
    attributes.put("name", name);
    target.publish("image", action, actor, attributes);
  }
}
