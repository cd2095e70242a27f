package org.jdock.spi;

import java.nio.file.Path;

public interface DriverContext {
    Path root();

    Path execRoot();

    String daemonId();

    String cgroupParent();

    DriverState state();
}
