package org.jdock.client;

import java.util.function.IntConsumer;
import sun.misc.Signal;

/**
 * Hearing of signals, for the client and for the daemon. By {@code sun.misc.Signal}, the JDK's only
 * way: a shutdown hook would not see the second one.
 */
public final class Signals {
  private Signals() {}

  /**
   * Has {@code action} run with the signal's number, on a thread of the JVM's own, each time.
   *
   * @param name without SIG
   */
  public static void handle(String name, IntConsumer action) {
    Signal.handle(new Signal(name), signal -> action.accept(signal.getNumber()));
  }
}
