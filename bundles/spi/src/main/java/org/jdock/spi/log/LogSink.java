package org.jdock.spi.log;

import java.util.List;
import org.jdock.spi.DriverException;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes one container's lines. Called by one thread at a time, not always the same. */
@ConsumerType
public interface LogSink {
  /** Takes a batch, in order; may block. The lines' bytes are not changed afterwards. */
  void write(List<LogLine> batch) throws DriverException;

  /** Hands everything written to the kernel or the server, so that a kill -9 loses none of it. */
  void flush() throws DriverException;

  /** Where the data ends after the last {@link #flush}; opaque to the engine, at most 1 KiB. */
  String position();

  /** Flushes and releases. Idempotent. */
  void close() throws DriverException;
}
