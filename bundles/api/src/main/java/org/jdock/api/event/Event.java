package org.jdock.api.event;

import java.util.Map;

/**
 * Something that happened.
 *
 * @param type {@code container}, {@code image}, {@code network}, {@code volume}, {@code plugin} or
 *     {@code daemon}
 * @param action such as {@code create}, {@code start}, {@code die}
 * @param actorId what it happened to
 * @param attributes more about it
 * @param timeNanos when, in nanoseconds since the epoch
 */
public record Event(
    String type, String action, String actorId, Map<String, String> attributes, long timeNanos) {
  /** Keeps its own copy. */
  public Event {
    attributes = Map.copyOf(attributes);
  }
}
