package org.jdock.container.internal.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.container.LogOptions;
import org.jdock.api.container.StreamSession;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogQuery;
import org.jspecify.annotations.Nullable;

/** One container's output. */
final class SpoolOutput implements ContainerOutput {
  private static final Logger LOG = LogManager.getLogger(SpoolOutput.class);
  private static final long FINISH_MILLIS = 10_000;

  private final OutputSpec spec;
  private final SpoolOutputs outputs;
  private final Bell handedOver = new Bell();
  private final List<Attachment> waiting = new ArrayList<>();

  private record Run(Spool spool, Follower follower) {}

  private volatile @Nullable Run run;

  SpoolOutput(OutputSpec spec, SpoolOutputs outputs) {
    this.spec = spec;
    this.outputs = outputs;
  }

  @Override
  public void begin() {
    try {
      Handed handed = Handed.load(spec.position());
      Spool spool = Spool.open(outputs.notifier(), spec.monitor());
      var follower =
          new Follower(
              spec,
              outputs.registry(),
              outputs.buffers(),
              outputs.rotateAt(),
              spool,
              handed,
              handedOver);
      synchronized (this) {
        if (run != null) {
          spool.close();
          throw new IllegalStateException("output has begun already");
        }
        run = new Run(spool, follower);
        for (Attachment session : waiting) {
          session.begin(spool, end(spool));
        }
        waiting.clear();
      }
      outputs.began(this);
      follower.start();
    } catch (IOException e) {
      throw ProblemException.failed("the output's spool can't be opened: " + e.getMessage(), e);
    }
  }

  /** A reader of what comes from now on. */
  private SpoolReader end(Spool spool) throws IOException {
    Segment newest = spool.newest();
    return new SpoolReader(outputs.buffers(), newest, boundary(newest, newest.size()));
  }

  /** A reader of what is not with the log driver yet. */
  private SpoolReader rest(Spool spool, Handed handed) throws IOException {
    Segment segment = spool.oldest();
    Segment next = segment.next();
    if (next != null && segment.inode() != handed.inode()) {
      segment.release();
      segment = next.retain();
    }
    boolean same = segment.inode() == handed.inode();
    return new SpoolReader(outputs.buffers(), segment, same ? handed.from() : 0);
  }

  /** The last start of a record at or before a place. */
  private static long boundary(Segment segment, long size) throws IOException {
    byte[] tail = new byte[(int) Math.min(size, 64 * 1024)];
    int n = segment.read(size - tail.length, tail, 0, tail.length);
    while (n > 0 && tail[n - 1] != '\n') {
      n--;
    }
    return size - tail.length + n;
  }

  @Override
  public void finish() {
    Run now = run;
    if (now == null) {
      return;
    }
    now.spool.finish();
    if (!now.follower.finish(FINISH_MILLIS)) {
      LOG.warn(
          "the end of the output of {} is not with log driver {} and stays in the spool",
          spec.target().containerName(),
          spec.logDriver());
    }
    over(now);
  }

  private void over(Run now) {
    synchronized (this) {
      run = null;
    }
    outputs.ended(this);
    handedOver.ring();
    try {
      now.spool.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops following while the container goes on. */
  void stop() {
    Run now = run;
    if (now != null) {
      now.follower.stop();
      now.spool.finish();
      over(now);
    }
  }

  @Override
  public void discard() {
    if (active()) {
      stop();
    }
    List<Attachment> left;
    synchronized (this) {
      left = List.copyOf(waiting);
      waiting.clear();
    }
    left.forEach(Attachment::cancel);
    try {
      Files.deleteIfExists(spec.position());
      Spool.delete(spec.monitor());
    } catch (IOException e) {
      throw ProblemException.failed("the output's spool can't be deleted: " + e.getMessage(), e);
    }
    outputs
        .registry()
        .call(
            LogDriver.class,
            spec.logDriver(),
            driver -> {
              driver.remove(spec.target(), spec.logOptions());
              return true;
            });
  }

  @Override
  public boolean active() {
    return run != null;
  }

  @Override
  public StreamSession logs(LogOptions options) {
    var query = new LogQuery(options.sinceNanos(), options.untilNanos(), options.tail());
    return new LogSession(open(query), options, spec.terminal(), handedOver, this::active);
  }

  private LogCursor open(LogQuery query) {
    if (!outputs
        .registry()
        .capabilities(LogDriver.class, spec.logDriver())
        .contains(LogDriver.READ)) {
      throw new ProblemException(
          Problem.UNSUPPORTED, "configured logging driver does not support reading");
    }
    return LogCursor.open(outputs.registry(), spec, query);
  }

  @Override
  public StreamSession attach(
      boolean stdin, boolean stdout, boolean stderr, boolean logs, boolean stream) {
    try {
      synchronized (this) {
        Run now = run;
        LogSession before = null;
        SpoolReader reader = null;
        if (logs) {
          Handed handed = now == null ? Handed.NOTHING : now.follower.handed();
          reader = now == null || !stream ? null : rest(now.spool, handed);
          long until = now == null ? Long.MAX_VALUE : handed.time();
          var options = new LogOptions(stdout, stderr, false, false, Long.MIN_VALUE, until, -1);
          before =
              new LogSession(
                  open(new LogQuery(Long.MIN_VALUE, until, -1)),
                  options,
                  spec.terminal(),
                  handedOver,
                  () -> false);
        }
        var wanted = new Attachment.Wanted(stdin && stream, stdout, stderr, spec.terminal());
        var session = new Attachment(wanted, spec.monitor(), outputs.notifier(), before, stream);
        if (stream && now != null) {
          session.begin(now.spool, reader == null ? end(now.spool) : reader);
        } else if (stream) {
          waiting.add(session);
        }
        return session;
      }
    } catch (IOException e) {
      throw ProblemException.failed("can't attach: " + e.getMessage(), e);
    }
  }

  @Override
  public void resize(int height, int width) {
    Terminals.resize(spec.monitor(), height, width);
  }
}
