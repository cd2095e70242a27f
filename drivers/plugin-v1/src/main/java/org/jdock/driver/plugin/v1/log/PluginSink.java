package org.jdock.driver.plugin.v1.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.plugin.v1.client.Patience;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.linux.Fd;
import org.jdock.linux.SyscallException;
import org.jdock.linux.socket.Fifos;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogSink;

/**
 * The writing end of a container's fifo. A flush waits until the plugin has read everything, so
 * that what it had not read when it died is sent again to the one that is started next.
 */
final class PluginSink implements LogSink {
  private static final Logger LOG = LogManager.getLogger(PluginSink.class);
  private static final Duration READER = Duration.ofSeconds(10);
  private static final Duration STALLED = Duration.ofSeconds(20);
  private static final int CHUNK = 1 << 20;
  private static final long FIRST_PAUSE_NANOS = 50_000;
  private static final long LAST_PAUSE_NANOS = 10_000_000;

  private final Plugin plugin;
  private final Path fifo;
  private final Fd writer;
  private final Pieces pieces = new Pieces();
  private boolean broken;
  private boolean closed;

  private PluginSink(Plugin plugin, Path fifo, Fd writer) {
    this.plugin = plugin;
    this.fifo = fifo;
    this.writer = writer;
  }

  /** Waits until the plugin, which was told of the fifo, has opened it. */
  static PluginSink open(Plugin plugin, Path fifo) throws DriverException {
    long end = System.nanoTime() + READER.toNanos();
    long pause = FIRST_PAUSE_NANOS;
    try {
      while (true) {
        Optional<Fd> writer = Fifos.openForWriting(fifo);
        if (writer.isPresent()) {
          return new PluginSink(plugin, fifo, writer.get());
        }
        if (System.nanoTime() > end) {
          throw unavailable(
              plugin, "has not opened " + fifo + " within " + READER.toSeconds() + " s");
        }
        pause = pause(plugin, pause);
      }
    } catch (SyscallException e) {
      throw new DriverException(Kind.FAILED, "could not open " + fifo + ": " + e.getMessage(), e);
    }
  }

  private static long pause(Plugin plugin, long nanos) throws DriverException {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(plugin, "was not waited for to the end");
    }
    return Math.min(nanos * 2, LAST_PAUSE_NANOS);
  }

  private static DriverException unavailable(Plugin plugin, String text) {
    return new DriverException(
        Kind.UNAVAILABLE,
        "log plugin " + plugin.name() + " " + text + "; what is printed waits until it is back");
  }

  @Override
  public void write(List<LogLine> batch) throws DriverException {
    var out = new ByteArrayOutputStream();
    for (LogLine line : batch) {
      pieces.encode(line, out);
      if (out.size() >= CHUNK) {
        send(out);
      }
    }
    send(out);
  }

  private void send(ByteArrayOutputStream out) throws DriverException {
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
    out.reset();
    try {
      while (bytes.hasRemaining()) {
        if (writer.write(bytes) == 0 && !writer.awaitWritable(STALLED)) {
          throw unavailable(plugin, "has read nothing for " + STALLED.toSeconds() + " s");
        }
      }
    } catch (SyscallException e) {
      broken = true;
      throw gone(e);
    } catch (DriverException e) {
      broken = true; // a piece of a message may be written
      throw e;
    }
  }

  private DriverException gone(IOException e) {
    return new DriverException(
        Kind.UNAVAILABLE,
        "log plugin "
            + plugin.name()
            + " reads no more: "
            + e.getMessage()
            + "; what is printed waits until it is back",
        e);
  }

  @Override
  public void flush() throws DriverException {
    if (broken) {
      throw unavailable(plugin, "lost its connection");
    }
    long end = System.nanoTime() + STALLED.toNanos();
    long pause = FIRST_PAUSE_NANOS;
    try {
      while (true) {
        if (!isRead()) {
          broken = true;
          throw unavailable(plugin, "reads no more");
        }
        if (isEmpty()) {
          return;
        }
        if (System.nanoTime() > end) {
          broken = true;
          throw unavailable(plugin, "has not read all for " + STALLED.toSeconds() + " s");
        }
        pause = pause(plugin, pause);
      }
    } catch (SyscallException e) {
      broken = true;
      throw gone(e);
    }
  }

  /** Whether somebody has it open for reading; before we do so ourselves. */
  private boolean isRead() throws SyscallException {
    try (Fd other = Fifos.openForWriting(fifo).orElse(null)) {
      return other != null;
    }
  }

  private boolean isEmpty() throws SyscallException {
    try (Fd reader = Fifos.openForReading(fifo)) {
      return !reader.awaitReadable(Duration.ZERO);
    }
  }

  @Override
  public String position() {
    return "at-least-once";
  }

  @Override
  public void close() throws DriverException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!broken) {
        flush();
      }
    } finally {
      writer.close();
      stop();
    }
  }

  private void stop() throws DriverException {
    try {
      plugin.call("LogDriver.StopLogging", Requests.stop(fifo), Patience.question());
    } catch (DriverException e) {
      LOG.warn("{}", e.getMessage()); // it has everything, or everything is sent again
    }
    try {
      Files.deleteIfExists(fifo);
    } catch (IOException e) {
      throw new DriverException(Kind.FAILED, "could not delete " + fifo + ": " + e, e);
    }
  }
}
