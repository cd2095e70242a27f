package org.jdock.api.driver;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How engine bundles call drivers. The engine never keeps a driver: each call takes a lease for
 * just that call, so that a driver can be replaced between any two. Thread-safe.
 *
 * <p>A kind is the interface of {@code org.jdock.spi} that its drivers implement; it is a type
 * parameter here since this package knows nothing but the JDK.
 */
public interface DriverRegistry {
  /**
   * Runs one driver call on a platform thread, under a lease of the driver's newest version. Waits
   * a bounded time for a driver that is being replaced.
   *
   * @param kind the driver's interface
   * @param name the driver's name
   * @param call exactly one call of the driver's; must not itself call the registry for this kind
   * @throws org.jdock.api.ProblemException what the driver refused, in its words; NOT_FOUND for an
   *     unknown driver; UNAVAILABLE for one that is missing, unhealthy or did not answer in time
   */
  <D, T> T call(Class<D> kind, String name, DriverCall<D, T> call);

  /** As {@link #call}, with a time limit other than the default of 60 seconds. */
  <D, T> T call(Class<D> kind, String name, Duration limit, DriverCall<D, T> call);

  /**
   * Opens a session: an object of a driver's that is used for long, such as a log sink. It is made
   * at its first use, closed when its version is replaced, and then made again with the newest
   * version at the next use.
   */
  <D, S> DriverSession<S> session(
      Class<D> kind, String name, DriverCall<D, S> open, DriverCall<S, ?> close);

  /** The names of a kind's drivers that are installed, sorted. */
  List<String> names(Class<?> kind);

  /** Whether there is such a driver and its probe says that the host can run it. */
  boolean ready(Class<?> kind, String name);

  /** The capabilities of a driver. */
  <D> Set<String> capabilities(Class<D> kind, String name);

  /**
   * Has something done when the drivers of this start of the daemon are there, and does not make
   * them come sooner; all other methods do, and wait.
   *
   * @param then held up by those before it; done on the caller's thread when they are there already
   */
  default void afterArrival(Runnable then) {
    then.run();
  }

  /**
   * One call of a driver, or of something that a driver made.
   *
   * @param <D> what is called
   * @param <T> what it answers
   */
  @FunctionalInterface
  interface DriverCall<D, T> {
    /** Makes the call. */
    T on(D driver) throws Exception;
  }
}
