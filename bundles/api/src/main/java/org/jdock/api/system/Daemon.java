package org.jdock.api.system;

import org.osgi.annotation.versioning.ProviderType;

/** The daemon as a whole; only the engine implements it. Thread-safe. */
@ProviderType
public interface Daemon {
  /** What it is, has and serves now. May ask drivers. */
  DaemonInfo info();

  /** More of the same. May ask drivers. */
  DaemonFacts facts();

  /** The storage driver of images and new containers; empty when none is known. */
  String storageDriver();

  /** Its version, such as {@code 0.1.0}. */
  String version();
}
