package org.jdock.shell.internal.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A terminal's keys, in which Ctrl-P Ctrl-Q leaves the container to itself, as docker has it. */
final class DetachInput extends FilterInputStream {
  private static final int FIRST = 'P' - '@';
  private static final int SECOND = 'Q' - '@';

  private final Runnable detach;
  private boolean half;
  private volatile boolean detached;

  DetachInput(InputStream in, Runnable detach) {
    super(in);
    this.detach = detach;
  }

  /** Whether the keys were pressed. */
  boolean detached() {
    return detached;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    for (int i = offset; i < offset + count; i++) {
      if (half && bytes[i] == SECOND) {
        detached = true;
        detach.run();
        throw new InterruptedIOException("detached");
      }
      half = bytes[i] == FIRST;
    }
    return count;
  }
}
