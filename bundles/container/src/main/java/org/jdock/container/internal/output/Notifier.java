package org.jdock.container.internal.output;

import java.io.IOException;
import org.jdock.linux.poll.Inotify;
import org.jdock.linux.poll.Poller;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that waits for files and sockets, made at its first use: native handles are not
 * for the boot path. Thread-safe.
 */
public final class Notifier implements AutoCloseable {
  private final String name;
  private final Buffers buffers = new Buffers();
  private @Nullable Poller poller;
  private @Nullable Inotify inotify;
  private boolean closed;

  /** Starts nothing yet; the name is the thread's. */
  public Notifier(String name) {
    this.name = name;
  }

  /** What those share who read on its word. */
  Buffers buffers() {
    return buffers;
  }

  /** Waits for descriptors. */
  public synchronized Poller poller() throws IOException {
    if (closed) {
      throw new IOException(name + " is closed");
    }
    if (poller == null) {
      poller = Poller.open(name);
    }
    return poller;
  }

  /** Waits for changes of files. */
  public synchronized Inotify inotify() throws IOException {
    Poller under = poller();
    if (inotify == null) {
      inotify = Inotify.open(under);
    }
    return inotify;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (inotify != null) {
      inotify.close();
      inotify = null;
    }
    if (poller != null) {
      poller.close();
      poller = null;
    }
  }
}
