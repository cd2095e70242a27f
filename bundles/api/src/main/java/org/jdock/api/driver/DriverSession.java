package org.jdock.api.driver;

/**
 * An object of a driver's that is used for long. Used by one thread at a time.
 *
 * @param <S> its type
 */
public interface DriverSession<S> extends AutoCloseable {
  /**
   * Uses it under a lease, on a platform thread; makes it first when there is none. When it had to
   * be made again because the driver was replaced, its state is what {@code open} gives it: an
   * opener therefore resumes from a position that is stored elsewhere.
   *
   * @throws org.jdock.api.ProblemException as {@link DriverRegistry#call}
   */
  <T> T use(DriverRegistry.DriverCall<S, T> call);

  /**
   * How often it was made; goes up when a replacement makes it anew, so that a user can tell that
   * what it did since the last durable point is to be done again.
   */
  long generation();

  /** Closes it; idempotent. */
  @Override
  void close();
}
