package org.jdock.registry.internal.slot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdock.spi.DriverContext;
import org.jdock.spi.Probe;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;

/** A log driver that counts what is done to it. */
final class TestLog implements LogDriver {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger sinksOpened = new AtomicInteger();
  final AtomicInteger sinksClosed = new AtomicInteger();
  final CountDownLatch hang = new CountDownLatch(1);
  volatile int sinksClosedAtClose = -1;

  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public void open(DriverContext context) {
    opened.incrementAndGet();
  }

  @Override
  public void close() {
    sinksClosedAtClose = sinksClosed.get();
    closed.incrementAndGet();
  }

  /** Hangs until the latch is opened. */
  int hang() throws InterruptedException {
    hang.await();
    return 1;
  }

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, String resumeAt) {
    sinksOpened.incrementAndGet();
    return new LogSink() {
      @Override
      public void write(List<LogLine> batch) {
        // counted nowhere
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
        sinksClosed.incrementAndGet();
      }
    };
  }
}
