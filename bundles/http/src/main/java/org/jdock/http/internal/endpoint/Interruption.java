package org.jdock.http.internal.endpoint;

import org.jdock.http.internal.listen.Duplex;
import org.jdock.http.internal.route.Response;

/**
 * Interrupts the handler's thread when its client leaves or, for answers without an end of their
 * own, when the server stops. Made and closed by that thread; afterwards it is not interrupted.
 */
final class Interruption implements AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final Duplex.Watch gone;
  private final Duplex.Watch stop;
  private boolean over;

  private Interruption(Response response, boolean endless) {
    gone = response.onClientGone(this::interrupt);
    stop = endless ? response.onStop(this::interrupt) : () -> {};
  }

  /** For answers that go on until somebody ends them. */
  static Interruption ofEndless(Response response) {
    return new Interruption(response, true);
  }

  /** For long work that a stopping server lets finish. */
  static Interruption ofWork(Response response) {
    return new Interruption(response, false);
  }

  /** Interrupts now: the client said that it wants to leave. */
  void now() {
    interrupt();
  }

  private synchronized void interrupt() {
    if (!over) {
      thread.interrupt();
    }
  }

  @Override
  @SuppressWarnings("Interruption") // takes back what this object may have done a moment ago
  public void close() {
    gone.close();
    stop.close();
    synchronized (this) {
      over = true;
      var _ = Thread.interrupted();
    }
  }
}
