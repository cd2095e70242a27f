package org.jdock.container.internal.output;

import org.jdock.api.container.LogOptions;
import org.jdock.api.container.StreamSession;

/**
 * One container's output over all its runs. Thread-safe, except that the lifecycle calls {@link
 * #begin}, {@link #finish} and {@link #discard} one at a time.
 *
 * <p>One run: {@code begin}, the monitor is made, it ends, {@code finish}. After a crash of the
 * daemon: {@code begin} again, which goes on at the stored position; for a container that ended
 * meanwhile then {@code finish}.
 */
public interface ContainerOutput {
  /**
   * Starts to follow the spool, before the monitor is made or when it is adopted. Nothing is lost
   * or doubled, whatever was killed when. Returns at once; a log driver that is missing or fails is
   * retried in the background while the spool grows.
   */
  void begin();

  /**
   * The monitor has ended: hands over the rest of the spool, flushes, and ends followers. Blocks
   * until the rest is in the log driver, or for a bounded time when that is down (then what is left
   * stays in the spool for the next {@code begin}).
   */
  void finish();

  /** Deletes the spool and what the log driver keeps; for a container that is being removed. */
  void discard();

  /** Whether a run is between {@link #begin} and {@link #finish}. */
  boolean active();

  /**
   * The log, from the log driver.
   *
   * @throws org.jdock.api.ProblemException when the driver can't be read, in Docker's words
   */
  StreamSession logs(LogOptions options);

  /**
   * Attaches. Output comes from the spool as it is written, pieces of lines too; stdin goes to the
   * monitor's attach socket, and its end is passed on with {@code stdinOnce}. A container that is
   * not started yet is waited for: the session is registered when this returns, so that whatever is
   * printed after {@code begin} reaches it. Ends after {@code finish}, with all output written.
   *
   * @param logs whether what was printed so far comes first
   * @param stream whether to go on
   */
  StreamSession attach(boolean stdin, boolean stdout, boolean stderr, boolean logs, boolean stream);

  /** Resizes the terminal; in characters. */
  void resize(int height, int width);
}
