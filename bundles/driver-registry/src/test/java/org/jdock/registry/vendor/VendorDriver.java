package org.jdock.registry.vendor;

import java.util.Map;
import org.jdock.spi.DriverContext;
import org.jdock.spi.Probe;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;

/** A driver whose faults its bundle's manifest orders. */
public final class VendorDriver implements LogDriver {
  /** The property whose value ends what goes on after the driver's end. */
  public static final String RELEASE = "jdock.test.vendor.release";

  /** The property that keeps the driver. */
  public static final String KEPT = "jdock.test.vendor.kept";

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
  public void open(DriverContext context) {
    if (fault.equals("thread")) {
      Thread.ofPlatform().daemon().name("vendor-forever").start(VendorDriver::goOn);
    } else if (fault.equals("classes")) {
      System.getProperties().put(KEPT, this);
    }
  }

  static void goOn() {
    try {
      while (System.getProperty(RELEASE) == null) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (fault.equals("close")) {
      goOn();
    }
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
