package org.jdock.http;

/** Offered as a service as long as the API accepts requests. */
public interface Serving {
  /** Where it serves, for people: {@code unix:///run/jdock/jdock.sock}. */
  String description();
}
