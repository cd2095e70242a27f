package org.jdock.spi;

import java.util.List;
import java.util.Set;

public interface Driver {
    String NAME = "jdock.driver";

    Probe probe();

    default List<OptionSpec> options() {
    return List.of();
  }

    default Set<String> capabilities() {
    return Set.of();
  }

    default void open(DriverContext context) throws DriverException {}

    default void close() {}
}
