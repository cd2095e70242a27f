package org.jdock.spi.log;

import java.util.List;
import org.jdock.spi.DriverException;

public interface LogReader extends AutoCloseable {
    List<LogLine> next(int max) throws DriverException;

  @Override
  void close();
}
