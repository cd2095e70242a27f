package org.jdock.http.internal.listen;

import java.util.function.Consumer;

/**
 * A bound, listening socket. Clients may connect from the moment it exists; they wait in the
 * kernel's queue, unrefused, until {@link #serve} is called.
 */
public interface Listener extends AutoCloseable {
  /**
   * The address in the form of Docker's {@code -H}: {@code unix:///path} or {@code tcp://ip:port}.
   */
  String address();

  /**
   * Starts accepting, on a virtual thread of its own; returns at once. Each connection is handed to
   * {@code connections} on that thread, which must not block. To be called at most once.
   */
  void serve(Consumer<Duplex> connections);

  /** Stops accepting and gives up the address; open connections live on. Idempotent. */
  @Override
  void close();
}
