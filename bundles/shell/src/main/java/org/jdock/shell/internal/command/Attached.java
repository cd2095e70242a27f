package org.jdock.shell.internal.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.container.StreamSession;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.io.CommandIo.Release;
import org.jdock.shell.internal.io.CommandIo.Resized;

/** Streams between a command's caller and a process in a container. */
final class Attached {
  private static final Logger LOG = LogManager.getLogger(Attached.class);

  private Attached() {}

  /**
   * Streams until the process ends or the caller leaves it with Ctrl-P Ctrl-Q.
   *
   * @param stdin whether input is wanted
   * @return false when the caller left it
   */
  static boolean stream(StreamSession session, boolean stdin, CommandIo io)
      throws IOException, InterruptedException {
    Thread here = Thread.currentThread();
    boolean keys = stdin && session.terminal() && io.inputTerminal();
    DetachInput detach = new DetachInput(io.in(), here::interrupt);
    InputStream in = stdin ? (keys ? detach : io.in()) : null;
    try {
      session.run(in, io.out(), session.terminal() ? io.out() : io.err());
    } catch (IOException | InterruptedException e) {
      if (!detach.detached()) {
        throw e;
      }
    }
    io.out().flush();
    io.err().flush();
    if (detach.detached()) {
      Thread.interrupted();
      return false;
    }
    return true;
  }

  /** Raw mode, with the terminal's size passed on as long as there is something to resize. */
  static Release terminal(boolean wanted, CommandIo io, Resized to) {
    return wanted ? io.raw(quietly(to)) : () -> {};
  }

  private static Resized quietly(Resized to) {
    return (rows, columns) -> {
      try {
        to.to(rows, columns);
      } catch (ProblemException e) {
        LOG.debug("not resized: {}", e.getMessage());
      }
    };
  }

  /** A terminal whose first size is waited for: the process starts with it. */
  static final class Sized implements Release {
    private final CompletableFuture<int[]> first = new CompletableFuture<>();
    private final Release release;
    private volatile Resized later = (rows, columns) -> {};

    Sized(boolean wanted, CommandIo io) {
      boolean real = wanted && io.inputTerminal() && io.outputTerminal();
      if (!real) {
        first.complete(new int[] {0, 0});
      }
      release = terminal(real, io, this::to);
    }

    private void to(int rows, int columns) {
      if (!first.complete(new int[] {rows, columns})) {
        later.to(rows, columns);
      }
    }

    /** Rows and columns; 0 without a terminal. */
    int[] first() throws InterruptedException {
      try {
        return first.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Passes later sizes on. */
    void then(Resized to) {
      later = to;
    }

    @Override
    public void close() {
      release.close();
    }
  }
}
