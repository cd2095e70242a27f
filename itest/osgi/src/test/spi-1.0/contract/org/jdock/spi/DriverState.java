package org.jdock.spi;

import java.util.Map;

public interface DriverState {
    int schema();

    Map<String, String> read();

    void write(int schema, Map<String, String> entries) throws DriverException;
}
