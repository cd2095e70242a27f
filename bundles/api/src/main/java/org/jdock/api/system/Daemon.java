package org.jdock.api.system;

/** The daemon as a whole. Thread-safe. */
public interface Daemon {
  /** What it is, has and serves now. May ask drivers. */
  DaemonInfo info();

  /** Its version, such as {@code 0.1.0}. */
  String version();
}
