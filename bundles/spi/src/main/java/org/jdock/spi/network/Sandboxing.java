package org.jdock.spi.network;

/** What a container on a network gets as its network namespace. More may be added. */
public enum Sandboxing {
  /** A namespace of its own, which {@code join} connects. */
  CONNECTED,
  /** A namespace of its own with nothing but {@code lo}. */
  ISOLATED,
  /** The host's namespace. */
  HOST
}
