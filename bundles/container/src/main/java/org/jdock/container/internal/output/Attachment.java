package org.jdock.container.internal.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.container.StreamSession;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.spi.runtime.MonitorFiles;
import org.jspecify.annotations.Nullable;

/** A client at a process: output from its spool, input to its monitor. */
final class Attachment implements StreamSession {
  private static final Logger LOG = LogManager.getLogger(Attachment.class);
  private static final long UNDECIDED_MILLIS = 200;

  /** Between begin and the monitor's first sign of life, and no longer. */
  private static final long MONITOR_MILLIS = 3;

  /** What is wanted of it. */
  record Wanted(boolean stdin, boolean stdout, boolean stderr, boolean terminal) {}

  private final Wanted wanted;
  private final MonitorFiles files;
  private final Notifier notifier;
  private final @Nullable LogSession before;
  private final boolean stream;

  private @Nullable Spool spool;
  private @Nullable SpoolReader reader;
  private @Nullable StdinPort port;
  private boolean closed;

  Attachment(
      Wanted wanted,
      MonitorFiles files,
      Notifier notifier,
      @Nullable LogSession before,
      boolean stream) {
    this.wanted = wanted;
    this.files = files;
    this.notifier = notifier;
    this.before = before;
    this.stream = stream;
  }

  /** The process's output begins. Takes over the reader. */
  synchronized void begin(Spool from, SpoolReader at) throws IOException {
    if (closed) {
      at.close();
      return;
    }
    spool = from;
    reader = at;
    notifyAll();
  }

  /** The process will not come. */
  synchronized void cancel() {
    closed = true;
    notifyAll();
  }

  @Override
  public boolean terminal() {
    return wanted.terminal();
  }

  @Override
  public void run(@Nullable InputStream stdin, OutputStream stdout, OutputStream stderr)
      throws IOException, InterruptedException {
    Thread input = null;
    try (this) {
      if (before != null) {
        before.run(null, stdout, stderr);
      }
      if (!stream) {
        return;
      }
      if (wanted.stdin() && stdin != null) {
        input = Thread.ofVirtual().name("stdin").start(() -> pump(stdin));
      }
      Spool from = awaitBegin();
      if (from != null) {
        copy(from, new Split(stdout, wanted.terminal() ? stdout : stderr));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (input != null) {
        input.interrupt();
      }
    }
  }

  private synchronized @Nullable Spool awaitBegin() throws InterruptedException {
    while (spool == null && !closed) {
      wait();
    }
    return closed ? null : spool;
  }

  private void copy(Spool from, Split split) throws IOException, InterruptedException {
    SpoolReader own;
    synchronized (this) {
      own = reader;
      if (own == null) {
        return;
      }
    }
    var sink = new RawSink(split, wanted.stdout(), wanted.stderr());
    boolean last = false;
    while (true) {
      long seen = from.bell().rings();
      boolean done = from.done();
      if (own.read(sink)) {
        last = false;
        continue;
      }
      if (own.advance(last)) {
        last = !last;
        continue;
      }
      split.flush();
      if (done) {
        return;
      }
      if (!sink.undecided()) {
        from.bell().await(seen);
      } else if (!from.bell().await(seen, UNDECIDED_MILLIS)) {
        sink.decide();
        split.flush();
      }
    }
  }

  private void pump(InputStream stdin) {
    try {
      Spool from = awaitBegin();
      if (from == null) {
        return;
      }
      StdinPort to = connect(from);
      if (to != null) {
        byte[] part = new byte[StdinPort.PACKET];
        int n;
        while ((n = stdin.read(part)) >= 0) {
          if (n > 0) {
            to.send(part, n);
          }
        }
        to.end();
      }
    } catch (IOException e) {
      LOG.debug("stdin ended: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the session is over
    }
  }

  private @Nullable StdinPort connect(Spool from) throws IOException, InterruptedException {
    Path attach = files.attach();
    while (!from.done()) {
      if (Files.exists(attach)) {
        try {
          StdinPort made = StdinPort.connect(notifier, attach);
          synchronized (this) {
            if (!closed) {
              port = made;
              return made;
            }
          }
          made.close();
          return null;
        } catch (SyscallException e) {
          if (!e.is(Errno.ENOENT, Errno.ECONNREFUSED)) {
            throw e;
          }
        }
      }
      Thread.sleep(MONITOR_MILLIS);
    }
    return null;
  }

  @Override
  public void close() {
    StdinPort open;
    SpoolReader read;
    synchronized (this) {
      closed = true;
      open = port;
      read = reader;
      port = null;
      reader = null;
      notifyAll();
    }
    if (before != null) {
      before.close();
    }
    if (open != null) {
      open.close();
    }
    if (read != null) {
      try {
        read.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
