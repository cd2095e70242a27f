package org.jdock.http.internal.hijack;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Docker's multiplexed stream: frames of an 8-byte header (stream number, three zeros, big-endian
 * length) and as many bytes (Docker Engine API, "Stream format" of ContainerAttach). The streams
 * may be written by different threads; each frame is one write to the target.
 */
public final class StdCopy {
  private static final int HEADER = 8;

  /** Bounds the copy made of a large write. */
  private static final int MAX_FRAME = 64 << 10;

  private final OutputStream to;
  private final ReentrantLock lock = new ReentrantLock();
  private final OutputStream stdout = new Framed((byte) 1);
  private final OutputStream stderr = new Framed((byte) 2);

  /** Frames go to {@code to}, which this object neither buffers nor closes. */
  public StdCopy(OutputStream to) {
    this.to = to;
  }

  /** Each write becomes a frame of stream 1 (several, if it is longer than 64 KiB). */
  public OutputStream stdout() {
    return stdout;
  }

  /** Each write becomes a frame of stream 2 (several, if it is longer than 64 KiB). */
  public OutputStream stderr() {
    return stderr;
  }

  private final class Framed extends OutputStream {
    private final byte stream;

    Framed(byte stream) {
      this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      Objects.checkFromIndexSize(off, len, b.length);
      lock.lock();
      try {
        for (int done = 0; done < len; ) {
          int n = Math.min(MAX_FRAME, len - done);
          var frame = new byte[HEADER + n];
          frame[0] = stream;
          frame[4] = (byte) (n >>> 24);
          frame[5] = (byte) (n >>> 16);
          frame[6] = (byte) (n >>> 8);
          frame[7] = (byte) n;
          System.arraycopy(b, off + done, frame, HEADER, n);
          to.write(frame);
          done += n;
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void flush() throws IOException {
      lock.lock();
      try {
        to.flush();
      } finally {
        lock.unlock();
      }
    }
  }
}
