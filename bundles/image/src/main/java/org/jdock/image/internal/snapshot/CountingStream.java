package org.jdock.image.internal.snapshot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how much was read, at most every 512 KiB. */
final class CountingStream extends FilterInputStream {
  private static final long STEP = 512 << 10;

  private final LongConsumer told;
  private long count;
  private long next = STEP;

  CountingStream(InputStream in, LongConsumer told) {
    super(in);
    this.told = told;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      add(1);
    }
    return b;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int n = super.read(into, from, length);
    if (n > 0) {
      add(n);
    }
    return n;
  }

  private void add(int n) {
    count += n;
    if (count >= next) {
      next = count + STEP;
      told.accept(count);
    }
  }
}
