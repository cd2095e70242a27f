package org.jdock.spi.log;

import java.util.Map;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;

public interface LogDriver extends Driver {
    String READ = "read";

    String EXACTLY_ONCE = "exactly-once";

    LogSink open(LogTarget target, Map<String, String> options, String resumeAt)
      throws DriverException;

    default LogReader read(LogTarget target, Map<String, String> options, LogQuery query)
      throws DriverException {
    throw new DriverException(
        DriverException.Kind.UNSUPPORTED, "configured logging driver does not support reading");
  }

    default void remove(LogTarget target, Map<String, String> options) throws DriverException {}
}
