package org.jdock.container.internal.health;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.container.Execs;
import org.jdock.api.container.Execs.ExecConfig;
import org.jdock.api.container.StreamSession;
import org.jspecify.annotations.Nullable;

/**
 * One run of a health check, as an exec in its container, on a virtual thread of its own. Killed
 * with all that it started when it takes too long.
 */
final class ProbeRun {
  private static final Logger LOG = LogManager.getLogger(ProbeRun.class);

  /** Between two tries to kill it: at first its process may not be there yet. */
  private static final long AGAIN_MILLIS = 100;

  /** After so many, what it left behind and holds its output is not waited for. */
  private static final int PATIENCE = 20;

  private final Execs execs;
  private final ScheduledExecutorService timer;
  private final LongSupplier clock;
  private final HealthCheck check;
  private final ProbeOutput output = new ProbeOutput();
  private @Nullable String exec;
  private @Nullable Thread thread;
  private int kills;
  private boolean over;

  ProbeRun(Execs execs, ScheduledExecutorService timer, LongSupplier clock, HealthCheck check) {
    this.execs = execs;
    this.timer = timer;
    this.clock = clock;
    this.check = check;
  }

  /** Starts it. */
  synchronized void start(String containerId, Consumer<Probe> done) {
    thread =
        Thread.ofVirtual()
            .name("health")
            .unstarted(() -> {
              Probe found = run(containerId);
              done.accept(found);
            });
    thread.start();
  }

  private Probe run(String containerId) {
    long start = clock.getAsLong();
    int code = -1;
    String failure = "";
    var expiry = timer.schedule(this::kill, check.timeout(), TimeUnit.NANOSECONDS);
    try {
      code = exec(containerId);
    } catch (ProblemException | IOException e) {
      failure = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      LOG.debug("a health check of {} left its output open", containerId);
    } catch (RuntimeException e) {
      LOG.warn("a health check of {} failed", containerId, e);
      failure = e.toString();
    }
    expiry.cancel(false);
    String text = output.text();
    if (finish()) {
      String late = "Health check exceeded timeout (" + GoDuration.text(check.timeout()) + ")";
      return new Probe(start, clock.getAsLong(), -1, text.isEmpty() ? late : late + ": " + text);
    }
    return new Probe(start, clock.getAsLong(), code, failure.isEmpty() ? text : failure);
  }

  private int exec(String containerId) throws IOException, InterruptedException {
    var config =
        new ExecConfig(
            false, true, true, false, false, null, null, null, List.of(), check.command());
    String id = execs.create(containerId, config);
    try (StreamSession session = execs.start(id, false, 0, 0)) {
      synchronized (this) {
        exec = id;
      }
      session.run(null, output, output);
    }
    var ended = execs.inspect(id);
    Integer code = ended.exitCode();
    return code == null || ended.pid() == 0 ? -1 : code; // without a process it never ran
  }

  /** It is over; whether it was killed. */
  private synchronized boolean finish() {
    over = true;
    thread = null;
    return kills > 0;
  }

  /** It is not wanted any more. */
  void cancel() {
    timer.execute(this::kill);
  }

  /**
   * Kills it, now or as soon as its process is there. Reads much of /proc: on the timer's thread.
   */
  private synchronized void kill() {
    if (over) {
      return;
    }
    kills++;
    if (exec != null) {
      var now = execs.inspect(exec);
      if (now.running() && now.pid() > 0) {
        ProcessHandle.of(now.pid())
            .ifPresent(process -> {
              process.descendants().forEach(ProcessHandle::destroyForcibly);
              process.destroyForcibly();
            });
      }
    }
    if (kills == PATIENCE && thread != null) {
      thread.interrupt();
    }
    var _ = timer.schedule(this::kill, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }
}
