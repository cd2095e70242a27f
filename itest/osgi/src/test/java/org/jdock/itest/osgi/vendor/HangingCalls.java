package org.jdock.itest.osgi.vendor;

import java.util.Map;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;

/** A driver that is sound until it is used or closed, and then hangs until a property is set. */
public final class HangingCalls extends NoSinks {
  /** The property. */
  public static final String RELEASE = "jdock.test.release.calls";

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, @Nullable String resumeAt) {
    hang();
    throw new IllegalStateException("it was let go");
  }

  @Override
  public void close() {
    hang();
  }

  private static void hang() {
    try {
      while (System.getProperty(RELEASE) == null) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
