package org.jdock.spi.log;

import java.util.List;
import org.jdock.spi.DriverException;

public interface LogSink {
    void write(List<LogLine> batch) throws DriverException;

    void flush() throws DriverException;

    String position();

    void close() throws DriverException;
}
