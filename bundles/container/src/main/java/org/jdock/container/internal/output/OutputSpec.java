package org.jdock.container.internal.output;

import java.nio.file.Path;
import java.util.Map;
import org.jdock.spi.log.LogTarget;
import org.jdock.spi.runtime.MonitorFiles;

/**
 * A container's output.
 *
 * @param monitor its monitor's files; the spool grows there
 * @param terminal whether a terminal is behind it
 * @param stdinOnce whether stdin ends with the first client that closes it
 * @param logDriver a log driver's name
 * @param logOptions checked before
 * @param target for the log driver
 * @param position a file under the data root in which the follower keeps how far the spool was
 *     handed over, together with the log driver's own position
 */
public record OutputSpec(
    MonitorFiles monitor,
    boolean terminal,
    boolean stdinOnce,
    String logDriver,
    Map<String, String> logOptions,
    LogTarget target,
    Path position) {
  /** Keeps its own copy. */
  public OutputSpec {
    logOptions = Map.copyOf(logOptions);
  }
}
