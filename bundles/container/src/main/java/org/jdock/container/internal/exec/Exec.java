package org.jdock.container.internal.exec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jdock.api.container.Execs.ExecConfig;
import org.jdock.api.container.Execs.ExecDetails;
import org.jdock.api.container.Execs.ProcessConfig;
import org.jdock.spi.runtime.MonitorFiles;
import org.jspecify.annotations.Nullable;

/** One exec and its state: new, running, ended. Thread-safe. */
final class Exec {
  private final String id;
  private final String containerId;
  private final ExecConfig config;
  private final MonitorFiles files;
  private final ReentrantLock preparing = new ReentrantLock();
  private State state = State.NEW;
  private int pid;
  private @Nullable Integer exitCode;
  private long endedNanos;

  private enum State {
    NEW,
    STARTING,
    RUNNING,
    ENDED
  }

  Exec(String id, String containerId, ExecConfig config, Path root) {
    this.id = id;
    this.containerId = containerId;
    this.config = config;
    Path own = root.resolve(containerId).resolve(id);
    this.files = new MonitorFiles(own, own.resolve("spool"), own.resolve("exits"));
  }

  String id() {
    return id;
  }

  String containerId() {
    return containerId;
  }

  ExecConfig config() {
    return config;
  }

  MonitorFiles files() {
    return files;
  }

  String command() {
    return String.join(" ", config.cmd() == null ? List.of() : config.cmd());
  }

  /** Does this unless it was started; {@link #claim} waits until it is done. */
  void beforeStart(Preparation work) throws IOException {
    preparing.lock();
    try {
      if (isNew()) {
        work.run();
      }
    } finally {
      preparing.unlock();
    }
  }

  /** What may be done ahead. */
  interface Preparation {
    void run() throws IOException;
  }

  private synchronized boolean isNew() {
    return state == State.NEW;
  }

  /** Empty when it may start now, and it does; else why not. Waits for what is done ahead of it. */
  String claim() {
    preparing.lock();
    try {
      return claimed();
    } finally {
      preparing.unlock();
    }
  }

  private synchronized String claimed() {
    if (state == State.NEW) {
      state = State.STARTING;
      return "";
    }
    return "exec command "
        + id
        + (state == State.ENDED ? " has already run" : " is already running");
  }

  /** It was not started after all. */
  synchronized void unclaim() {
    if (state == State.STARTING) {
      state = State.NEW;
    }
  }

  synchronized void running(int process) {
    if (state == State.STARTING) {
      state = State.RUNNING;
      pid = process;
    }
    notifyAll();
  }

  /** Waits until it runs, or can't any more; false when it does not run then. */
  synchronized boolean awaitRunning(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (state == State.STARTING || state == State.NEW) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return state == State.RUNNING;
  }

  synchronized void ended(int code) {
    state = State.ENDED;
    exitCode = code;
    endedNanos = System.nanoTime();
    notifyAll();
  }

  synchronized boolean endedBefore(long nanos) {
    return state == State.ENDED && endedNanos - nanos < 0;
  }

  synchronized ExecDetails details() {
    List<String> cmd = config.cmd() == null ? List.of() : config.cmd();
    String user = config.user();
    String keys = config.detachKeys();
    return new ExecDetails(
        id,
        state == State.RUNNING,
        exitCode,
        new ProcessConfig(
            config.tty(),
            cmd.isEmpty() ? "" : cmd.getFirst(),
            cmd.isEmpty() ? List.of() : List.copyOf(cmd.subList(1, cmd.size())),
            config.privileged(),
            user == null ? "" : user),
        config.attachStdin(),
        config.attachStderr(),
        config.attachStdout(),
        false,
        containerId,
        keys == null ? "" : keys,
        pid);
  }
}
