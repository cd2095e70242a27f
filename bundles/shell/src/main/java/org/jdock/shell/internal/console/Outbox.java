package org.jdock.shell.internal.console;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jdock.shell.internal.wire.Frame;
import org.jdock.shell.internal.wire.FrameType;

/**
 * Frames on their way to the client, written by one thread of their own: a thread that is
 * interrupted while it writes to a channel closes the channel, and commands are interrupted by
 * Ctrl-C. Thread-safe.
 */
final class Outbox implements Runnable {
  private static final int WAITING = 16;

  private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(WAITING);
  private final OutputStream out;
  private volatile boolean broken;

  Outbox(OutputStream out) {
    this.out = out;
  }

  /** Queues a frame; waits while the client is slow. */
  void send(Frame frame) throws IOException {
    try {
      frames.put(frame);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    if (broken) {
      throw new IOException("the client is gone");
    }
  }

  /** Queues the last frame, whether the thread is interrupted or not. */
  void end(int status) {
    boolean done = Thread.interrupted();
    while (!broken) {
      try {
        frames.put(Frame.number(FrameType.EXIT, status));
        break;
      } catch (InterruptedException e) {
        done = true;
      }
    }
    if (done) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes frames until the last one is written. When the client is gone, they are dropped. */
  @Override
  public void run() {
    try {
      Frame frame;
      do {
        frame = frames.take();
        write(frame);
      } while (frame.type() != FrameType.EXIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broken = true;
    }
  }

  private void write(Frame frame) {
    if (!broken) {
      try {
        frame.write(out);
      } catch (IOException e) {
        broken = true;
      }
    }
  }
}
