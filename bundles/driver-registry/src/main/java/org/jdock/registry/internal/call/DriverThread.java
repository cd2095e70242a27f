package org.jdock.registry.internal.call;

import org.jspecify.annotations.Nullable;

/** A platform thread that runs driver calls, and knows of which kind the present one is. */
final class DriverThread extends Thread {
  @Nullable Class<?> kind;

  DriverThread(Runnable work) {
    super(work, "driver-idle");
    setDaemon(true);
    setContextClassLoader(DriverThread.class.getClassLoader()); // not that of a driver that calls
  }
}
