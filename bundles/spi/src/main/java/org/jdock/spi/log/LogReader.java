package org.jdock.spi.log;

import java.util.List;
import org.jdock.spi.DriverException;
import org.osgi.annotation.versioning.ConsumerType;

/** Reads what a driver keeps of one container. Not thread-safe. */
@ConsumerType
public interface LogReader extends AutoCloseable {
  /**
   * The next lines, oldest first; empty when all that is there now has been read, in which case a
   * later call may find more. Never waits for a line to come.
   *
   * @param max at most so many lines, 1 or more
   */
  List<LogLine> next(int max) throws DriverException;

  @Override
  void close();
}
