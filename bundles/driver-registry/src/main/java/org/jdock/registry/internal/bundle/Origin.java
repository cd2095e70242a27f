package org.jdock.registry.internal.bundle;

/** How a driver's jar came to this host: what an operator laid here is trusted sooner. */
public enum Origin {
  /** A file of this host's, or the distribution's own. */
  LOCAL,
  /** Fetched by the daemon from somewhere else. */
  NETWORK
}
