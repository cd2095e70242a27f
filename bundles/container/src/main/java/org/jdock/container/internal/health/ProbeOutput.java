package org.jdock.container.internal.health;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning of what a probe writes. Thread-safe. */
final class ProbeOutput extends OutputStream {
  static final int KEPT = 4096;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean more;

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int room = Math.min(length, KEPT - kept.size());
    kept.write(bytes, offset, room);
    more |= room < length;
  }

  /** As Docker tells it: three dots where it was cut. */
  synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8) + (more ? "..." : "");
  }
}
