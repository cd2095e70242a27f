package org.jdock.http.internal.listen;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An input stream that can be watched for its end while nobody reads it: a virtual thread reads
 * ahead into a small buffer, and the next ordinary read is given what it found. A read-ahead is
 * never cancelled (the JDK would close the socket); it is waited for instead.
 */
final class ReadAhead extends InputStream {
  private static final int SIZE = 512;

  private final InputStream from;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();
  private byte[] ahead = {};
  private int next;
  private int end;
  private boolean running;
  private boolean ended;
  private @Nullable IOException failure;
  private @Nullable Runnable onEnd;

  ReadAhead(InputStream from) {
    this.from = from;
  }

  Duplex.Watch onEnd(Runnable gone) {
    lock.lock();
    try {
      if (onEnd != null) {
        throw new IllegalStateException("this connection is already watched");
      }
      if (ended) {
        start(gone);
        return () -> {};
      }
      onEnd = gone;
      // Bytes that wait to be read hide the end behind them: then only a write will tell.
      if (!running && next == end) {
        running = true;
        Thread.ofVirtual().name("read-ahead").start(this::readAhead);
      }
    } finally {
      lock.unlock();
    }
    return () -> forget(gone);
  }

  @SuppressWarnings("ReferenceEquality") // the very listener that was registered
  private void forget(Runnable gone) {
    lock.lock();
    try {
      if (onEnd == gone) {
        onEnd = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private void readAhead() {
    var buffer = new byte[SIZE];
    int n;
    IOException problem = null;
    while (true) {
      try {
        n = from.read(buffer);
      } catch (SocketTimeoutException e) {
        // A time limit set for ordinary reads; the watch has none.
        continue;
      } catch (IOException e) {
        n = -1;
        problem = e;
      }
      break;
    }
    lock.lock();
    try {
      running = false;
      failure = problem;
      if (n < 0) {
        ended = true;
        if (onEnd != null) {
          start(onEnd);
          onEnd = null;
        }
      } else {
        ahead = buffer;
        next = 0;
        end = n;
      }
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void start(Runnable gone) {
    Thread.ofVirtual().name("client-gone").start(gone);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    Objects.checkFromIndexSize(off, len, b.length);
    if (len == 0) {
      return 0;
    }
    lock.lock();
    try {
      while (running) {
        done.await();
      }
      if (next < end) {
        int n = Math.min(len, end - next);
        System.arraycopy(ahead, next, b, off, n);
        next += n;
        return n;
      }
      if (failure != null) {
        throw new IOException(failure.getMessage(), failure);
      }
      if (ended) {
        return -1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while reading").initCause(e);
    } finally {
      lock.unlock();
    }
    return from.read(b, off, len);
  }
}
