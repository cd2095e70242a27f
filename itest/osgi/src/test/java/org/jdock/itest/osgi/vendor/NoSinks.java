package org.jdock.itest.osgi.vendor;

import java.util.Map;
import org.jdock.spi.Probe;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;

/** A driver that is refused before it is asked for a sink. */
abstract class NoSinks implements LogDriver {
  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, @Nullable String resumeAt) {
    throw new IllegalStateException("this driver is never to serve");
  }
}
