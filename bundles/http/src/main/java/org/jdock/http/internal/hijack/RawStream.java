package org.jdock.http.internal.hijack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection that has left HTTP behind. It ends when the handler returns.
 *
 * <p>One thread may read while others write; each write is sent whole.
 */
public final class RawStream {
  /** Ends the sending half. */
  @FunctionalInterface
  public interface HalfClose {
    void run() throws IOException;
  }

  private final InputStream in;
  private final OutputStream out;
  private final HalfClose halfClose;

  /**
   * A raw stream.
   *
   * @param in what the client sends, beginning with what it sent ahead of the answer
   */
  public RawStream(InputStream in, OutputStream out, HalfClose halfClose) {
    this.in = in;
    this.out = out;
    this.halfClose = halfClose;
  }

  /** Bytes from the client; -1 when it has closed its sending half. */
  public InputStream in() {
    return in;
  }

  /** Unbuffered bytes to the client. */
  public OutputStream out() {
    return out;
  }

  /** Tells the client that nothing more will come; it may go on sending. */
  public void closeOutput() throws IOException {
    halfClose.run();
  }
}
