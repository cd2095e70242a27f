package org.jdock.driver.runtime.oci;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Monitors of execs that are about to come. Each is started as far as it gets without its process:
 * to load conmon and its libraries takes as long as the rest of its work. One that nobody asks for
 * within two seconds is ended. Thread-safe; calls block while one is being started.
 */
final class ExpectedExecs implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(ExpectedExecs.class);
  private static final int PATIENCE_SECONDS = 2;

  private final Map<String, CompletableFuture<@Nullable Monitor>> waiting =
      new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor later =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("expected execs").unstarted(task));
  private volatile boolean closed;

  ExpectedExecs() {
    // Its thread is there while execs come.
    later.setKeepAliveTime(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
    later.allowCoreThreadTimeOut(true);
  }

  /** What starts one. */
  interface Start {
    Monitor monitor() throws IOException;
  }

  /** Starts one, unless there is one. A failure is only logged: the exec will tell of it. */
  void add(String execId, Start start) {
    var future = new CompletableFuture<@Nullable Monitor>();
    if (closed || waiting.putIfAbsent(execId, future) != null) {
      return;
    }
    try {
      future.complete(start.monitor());
    } catch (IOException e) {
      LOG.debug("the monitor of exec {} can't be started ahead", execId, e);
    } finally {
      future.complete(null); // does nothing when there is one
    }
    try {
      var _ = later.schedule(() -> end(execId), PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      end(execId); // closed meanwhile
    }
  }

  /** The one of that exec, which is the caller's now; null when there is none. */
  @Nullable Monitor take(String execId) {
    var future = waiting.remove(execId);
    return future == null ? null : future.join();
  }

  private void end(String execId) {
    Monitor monitor = take(execId);
    if (monitor != null) {
      monitor.end();
    }
  }

  /** Ends all; none is added any more. */
  @Override
  public void close() {
    closed = true;
    later.shutdownNow();
    List.copyOf(waiting.keySet()).forEach(this::end);
  }
}
