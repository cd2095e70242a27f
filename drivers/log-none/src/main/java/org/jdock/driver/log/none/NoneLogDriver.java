package org.jdock.driver.log.none;

import java.util.List;
import java.util.Map;
import org.jdock.spi.Probe;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Discards every line; reading is refused. */
@Component(service = LogDriver.class, property = "jdock.driver=none")
public final class NoneLogDriver implements LogDriver {
  private static final LogSink DISCARD =
      new LogSink() {
        @Override
        public void write(List<LogLine> batch) {
          // that is what it is for
        }

        @Override
        public void flush() {
          // nothing is held back
        }

        @Override
        public String position() {
          return "";
        }

        @Override
        public void close() {
          // nothing is held
        }
      };

  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, @Nullable String resumeAt) {
    return DISCARD;
  }
}
