package org.jdock.registry.vendor;

import java.util.Map;
import org.jdock.spi.Probe;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;

/** A driver whose faults its bundle's manifest orders. */
public final class VendorDriver implements LogDriver {
  private final String fault;
  private volatile boolean closed;

  VendorDriver(String fault) {
    this.fault = fault;
  }

  @Override
  public Probe probe() {
    return fault.equals("probe")
        ? Probe.no("frobnicator not found", "install the frobnicator package")
        : Probe.ok();
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, String resumeAt) {
    throw new IllegalStateException("not asked for");
  }

  @Override
  public String toString() {
    return closed ? "closed" : "open";
  }
}
