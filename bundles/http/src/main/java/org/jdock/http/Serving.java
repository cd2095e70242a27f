package org.jdock.http;

/** A service that is there as long as the API is served. */
public interface Serving {
  /** What is served and where, for people. */
  String description();
}
