package org.jdock.container.internal.exit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.container.internal.output.Monitors;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.poll.Poller;
import org.jdock.linux.process.PidFd;
import org.jdock.spi.runtime.MonitorFiles;
import org.jspecify.annotations.Nullable;

/** Waits for one process's exit file, or for a sign that it will never come. */
final class ExitWatch implements Exits.Watch {
  private static final Logger LOG = LogManager.getLogger(ExitWatch.class);
  private static final int KILLED = 137;

  /** How long a monitor without a process is looked after: at first, and at most. */
  private static final long FIRST_LOOK_MILLIS = 100;

  private static final long LAST_LOOK_MILLIS = 2_000;

  private final MonitorFiles files;
  private final Path exitFile;
  private final Consumer<Exit> ended;
  private final Consumer<ExitWatch> forget;
  private @Nullable PidFd process;
  private Poller.@Nullable Registration waiting;
  private @Nullable Thread orphan;
  private boolean closed;

  ExitWatch(
      MonitorFiles files, String containerId, Consumer<Exit> ended, Consumer<ExitWatch> forget) {
    this.files = files;
    this.exitFile = files.exitFile(containerId);
    this.ended = ended;
    this.forget = forget;
  }

  /** Looks, and waits if there is nothing yet. Already registered. */
  void start(Poller poller, int pid) throws IOException {
    look();
    synchronized (this) {
      if (closed) {
        return;
      }
      if (pid > 0) {
        try {
          PidFd opened = PidFd.open(pid);
          process = opened;
          waiting = opened.onExit(poller, this::processEnded);
          return;
        } catch (SyscallException e) {
          if (!e.is(Errno.ESRCH, Errno.EINVAL)) {
            throw e;
          }
        }
      }
    }
    processEnded();
  }

  /** The monitor writes the exit file now, unless it is dead too. */
  private synchronized void processEnded() {
    if (!closed && orphan == null) {
      orphan = Thread.ofVirtual().name("exit " + exitFile.getFileName()).start(this::lookAfter);
    }
  }

  private void lookAfter() {
    long millis = FIRST_LOOK_MILLIS;
    try {
      while (true) {
        Thread.sleep(millis);
        boolean monitored = Monitors.listens(files);
        look(); // after: it may have been its last deed
        synchronized (this) {
          if (closed) {
            return;
          }
        }
        if (!monitored) {
          LOG.warn("the monitor of {} is gone without an exit file", files.directory());
          Instant now = Instant.now();
          end(new Exit(KILLED, nanos(now), oom()));
          return;
        }
        millis = Math.min(millis * 2, LAST_LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // given up
    } catch (IOException e) {
      LOG.error("the end of {} can't be known", files.directory(), e);
    }
  }

  /** Reads the exit file if it is there and complete. */
  void look() {
    try {
      String text = Files.readString(exitFile).strip();
      if (!text.isEmpty()) {
        FileTime time = Files.getLastModifiedTime(exitFile);
        end(new Exit(Integer.parseInt(text) & 255, nanos(time.toInstant()), oom()));
      }
    } catch (NoSuchFileException e) {
      LOG.trace("{} is not there yet", exitFile);
    } catch (IOException | NumberFormatException e) {
      LOG.error("{} can't be read", exitFile, e);
    }
  }

  private boolean oom() {
    return Files.exists(files.directory().resolve("oom"));
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }

  private void end(Exit exit) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    release();
    Thread.ofVirtual().name("ended " + exitFile.getFileName()).start(() -> ended.accept(exit));
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    release();
  }

  private void release() {
    synchronized (this) {
      if (waiting != null) {
        waiting.close();
        waiting = null;
      }
      if (process != null) {
        process.close();
        process = null;
      }
      if (orphan != null && !orphan.equals(Thread.currentThread())) {
        orphan.interrupt();
      }
    }
    forget.accept(this);
  }
}
