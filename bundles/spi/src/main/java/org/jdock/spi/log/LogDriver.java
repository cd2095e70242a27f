package org.jdock.spi.log;

import java.util.Map;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps what containers print, or sends it on.
 *
 * <p>The engine owns pipes and terminals: a monitor writes every container's output into a spool,
 * and the engine hands the spool's lines to a {@link LogSink} in batches. After each flush it
 * remembers how far the spool was read together with {@link LogSink#position()}; after a crash or a
 * change of version the sink is opened again <i>at that position</i>, so that no line is lost, and
 * with {@link #EXACTLY_ONCE} none is doubled.
 */
@ConsumerType
public interface LogDriver extends Driver {
  /** Capability: {@link #read} works. */
  String READ = "read";

  /**
   * Capability: {@link #open} cuts the data back to the position it is given. Without it a crash
   * may double lines, as with a remote server.
   */
  String EXACTLY_ONCE = "exactly-once";

  /**
   * Looks whether options that are valid one by one also go together, before a container is made
   * with them. Does not block, and leaves nothing.
   *
   * @throws DriverException INVALID, and why
   */
  default void check(Map<String, String> options) throws DriverException {}

  /**
   * Opens a container's sink. At most one sink of a container is open at any time.
   *
   * @param options checked against {@code options()} and by {@link #check} before
   * @param resumeAt what an earlier sink's {@code position()} said, perhaps of another version;
   *     whatever was written after it is cut off. Null for a new container
   */
  LogSink open(LogTarget target, Map<String, String> options, @Nullable String resumeAt)
      throws DriverException;

  /**
   * Opens a reader on what is kept, also while a sink is open.
   *
   * @throws DriverException UNSUPPORTED without {@link #READ}
   */
  default LogReader read(LogTarget target, Map<String, String> options, LogQuery query)
      throws DriverException {
    throw new DriverException(
        DriverException.Kind.UNSUPPORTED, "configured logging driver does not support reading");
  }

  /** Deletes what is kept of a container that is being removed; idempotent. */
  default void remove(LogTarget target, Map<String, String> options) throws DriverException {}
}
