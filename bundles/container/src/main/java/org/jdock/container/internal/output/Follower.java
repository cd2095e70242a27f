package org.jdock.container.internal.output;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogSink;
import org.jspecify.annotations.Nullable;

/**
 * Hands one run's spool to the log driver, on a virtual thread that parks while nothing is printed.
 *
 * <p>Each use of the sink writes and flushes a batch; then the position is stored. So when the
 * driver is replaced between two uses, its successor starts exactly where this stands; when a use
 * fails, the sink is opened again at the stored position and the spool is read again from there.
 */
final class Follower {
  private static final Logger LOG = LogManager.getLogger(Follower.class);
  private static final long BATCH_BYTES = 1 << 20;

  /** Batches come no faster than this, so that a chatty container costs little. */
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  /** How long an empty record may wait to turn out as the end of the stream. */
  private static final long UNDECIDED_MILLIS = 200;

  private static final long FIRST_RETRY_MILLIS = 50;
  private static final long LAST_RETRY_MILLIS = 5_000;

  private final OutputSpec spec;
  private final DriverRegistry registry;
  private final Buffers buffers;
  private final long rotateAt;
  private final Spool spool;
  private final Bell handedOver;
  private final Joiner joiner = new Joiner();
  private final Thread thread;
  private volatile Handed handed;
  private volatile boolean stopped;
  private volatile boolean complete;

  /** When to give up after the end; nanoTime. */
  private volatile long deadline = Long.MAX_VALUE;

  private long lastBatch = System.nanoTime() - PACE_NANOS;

  Follower(
      OutputSpec spec,
      DriverRegistry registry,
      Buffers buffers,
      long rotateAt,
      Spool spool,
      Handed handed,
      Bell handedOver) {
    this.spec = spec;
    this.registry = registry;
    this.buffers = buffers;
    this.rotateAt = rotateAt;
    this.spool = spool;
    this.handed = handed;
    this.handedOver = handedOver;
    thread =
        Thread.ofVirtual().name("output " + spec.target().containerName()).unstarted(this::follow);
  }

  void start() {
    thread.start();
  }

  /** Up to where lines are with the log driver. */
  Handed handed() {
    return handed;
  }

  /** The spool is finished: waits until the rest is handed over; false if that failed in time. */
  boolean finish(long limitMillis) {
    deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    spool.bell().ring();
    join();
    return complete;
  }

  /** Ends it between two batches. */
  void stop() {
    stopped = true;
    spool.bell().ring();
    join();
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    long retry = FIRST_RETRY_MILLIS;
    while (true) {
      Handed before = handed;
      try {
        attempt();
        return;
      } catch (ProblemException | IOException e) {
        if (!handed.equals(before)) {
          retry = FIRST_RETRY_MILLIS;
        }
        LOG.warn(
            "output of {} stays in its spool for now: {}",
            spec.target().containerName(),
            e.getMessage());
        if (!waitForRetry(retry)) {
          return;
        }
        retry = Math.min(retry * 2, LAST_RETRY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** False when it is time to give up. */
  private boolean waitForRetry(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (System.nanoTime() - end < 0) {
        long seen = spool.bell().rings();
        if (stopped || late()) {
          return false;
        }
        if (spool.done() || !spool.bell().await(seen, Math.min(millis, 20))) {
          Thread.sleep(Math.min(millis, 20));
        }
      }
    } catch (InterruptedException e) {
      return false;
    }
    return true;
  }

  private boolean late() {
    return deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0;
  }

  private void attempt() throws IOException, InterruptedException {
    SpoolReader reader = reader();
    DriverSession<LogSink> session =
        registry.session(
            LogDriver.class,
            spec.logDriver(),
            driver -> driver.open(spec.target(), spec.logOptions(), handed.driver()),
            sink -> {
              sink.close();
              return true;
            });
    try (reader;
        session) {
      joiner.resume(handed);
      if (handed.driver() == null) {
        handOver(session, reader, false); // so that a log is there before its first line
      }
      copy(reader, session);
    }
  }

  /** At the stored position, or where the spool begins when that is of another spool. */
  private SpoolReader reader() throws IOException {
    Segment segment = spool.oldest();
    Segment next = segment.next();
    if (next != null && next.inode() == handed.inode()) { // all of the older one was handed over
      segment.release();
      segment = next.retain();
      spool.unlinkOld();
    }
    if (segment.inode() != handed.inode() || segment.size() < handed.offset()) {
      if (handed.inode() != 0) {
        LOG.warn("the spool of {} is another than before", spec.target().containerName());
      }
      handed =
          new Handed(
              segment.inode(),
              0,
              Handed.Open.NONE,
              Handed.Open.NONE,
              handed.time(),
              handed.driver());
    }
    return new SpoolReader(buffers, segment, handed.from());
  }

  private void copy(SpoolReader reader, DriverSession<LogSink> session)
      throws IOException, InterruptedException {
    boolean last = false;
    while (!stopped) {
      long seen = spool.bell().rings();
      boolean done = spool.done();
      boolean more = reader.read(joiner);
      if (more && joiner.bytes() < BATCH_BYTES) {
        last = false;
        continue;
      }
      if (joiner.bytes() > 0) {
        pace(done, more);
        handOver(session, reader, false);
      }
      rotate(reader);
      if (more) {
        last = false;
      } else if (reader.advance(last)) {
        if (last) {
          joiner.nextGeneration();
          joiner.flush();
          handOver(session, reader, true);
          spool.unlinkOld();
        }
        last = !last;
      } else if (done) {
        end(session, reader);
        return;
      } else if (!joiner.undecided()) {
        spool.bell().await(seen);
      } else if (!spool.bell().await(seen, UNDECIDED_MILLIS)) {
        joiner.decide();
        handOver(session, reader, false);
      }
    }
  }

  private void rotate(SpoolReader reader) throws IOException {
    if (!spool.done() && reader.segment().next() == null) {
      if (spool.reopening()) {
        spool.follow();
      }
      if (handed.offset() > rotateAt) {
        spool.rotate();
      }
    }
  }

  private void end(DriverSession<LogSink> session, SpoolReader reader) throws IOException {
    joiner.flush();
    boolean renewed = reader.at() > BATCH_BYTES;
    handOver(session, reader, renewed); // a spool that stays is as old as what is stored of it
    if (renewed && spool.renew() && reader.advance(true)) {
      joiner.nextGeneration();
      place(reader, handed.time(), handed.driver(), true);
      spool.unlinkOld();
    }
    complete = true;
  }

  /** A short rest after a small batch that came right after another. */
  private void pace(boolean done, boolean more) throws InterruptedException {
    long since = System.nanoTime() - lastBatch;
    if (!done && !more && since < PACE_NANOS) {
      TimeUnit.NANOSECONDS.sleep(PACE_NANOS - since);
    }
  }

  private void handOver(DriverSession<LogSink> session, SpoolReader reader, boolean durable)
      throws IOException {
    List<LogLine> lines = joiner.take();
    @Nullable String driver =
        session.use(sink -> {
          if (!lines.isEmpty()) {
            sink.write(lines);
          }
          sink.flush();
          return sink.position();
        });
    place(reader, lines.isEmpty() ? handed.time() : lines.getLast().timeNanos(), driver, durable);
    lastBatch = System.nanoTime();
    handedOver.ring();
  }

  private void place(SpoolReader reader, long time, @Nullable String driver, boolean durable)
      throws IOException {
    Handed now =
        new Handed(
            reader.segment().inode(),
            reader.at(),
            joiner.open(false),
            joiner.open(true),
            time,
            driver);
    handed = now; // first: what the driver has, it has
    now.store(spec.position(), durable);
  }
}
