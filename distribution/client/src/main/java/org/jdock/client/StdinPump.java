package org.jdock.client;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads standard input when the daemon asks for it, on a thread that exists from the first request
 * on.
 */
final class StdinPump implements Runnable {
  private static final int MOST = 1 << 16;

  private final Connection connection;
  private @Nullable Thread thread;
  private int wanted;

  StdinPump(Connection connection) {
    this.connection = connection;
  }

  /** Asks for up to so many bytes; returns at once. */
  synchronized void request(int bytes) {
    wanted = Math.min(Math.max(bytes, 1), MOST);
    if (thread == null) {
      thread = new Thread(this, "stdin");
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  private synchronized int next() throws InterruptedException {
    while (wanted == 0) {
      wait();
    }
    int bytes = wanted;
    wanted = 0;
    return bytes;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[MOST];
    try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
      int got = 0;
      while (got >= 0) {
        int most = next();
        got = read(in, buffer, most);
        connection.send(got < 0 ? Connection.END : Connection.STDIN, buffer, Math.max(got, 0));
      }
    } catch (IOException | InterruptedException e) {
      // The receiving side meets the same broken connection and reports it.
      Thread.currentThread().interrupt();
    }
  }

  /** What can't be read, such as a closed descriptor, has ended. */
  private static int read(FileInputStream in, byte[] buffer, int most) {
    try {
      return in.read(buffer, 0, most);
    } catch (IOException e) {
      return -1;
    }
  }
}
