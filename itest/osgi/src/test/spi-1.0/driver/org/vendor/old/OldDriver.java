package org.vendor.old;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.spi.DriverException;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Probe;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;

/** A line of the file is: time, stream, whether it is whole, the bytes in base64. */
public final class OldDriver implements LogDriver {
  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(OptionSpec.of("colour", OptionSpec.Type.STRING, null, "of nothing"));
  }

  @Override
  public Set<String> capabilities() {
    return Set.of(READ, EXACTLY_ONCE);
  }

  private static Path file(LogTarget target) {
    return target.directory().resolve(target.containerId() + ".old");
  }

  private static DriverException failed(IOException e) {
    return new DriverException(DriverException.Kind.FAILED, "old: " + e.getMessage(), e);
  }

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, String resumeAt)
      throws DriverException {
    try {
      FileChannel channel =
          FileChannel.open(file(target), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(resumeAt == null ? 0 : Long.parseLong(resumeAt));
      channel.position(channel.size());
      return new Sink(channel);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public LogReader read(LogTarget target, Map<String, String> options, LogQuery query)
      throws DriverException {
    List<LogLine> lines = new ArrayList<>();
    try {
      for (String text : Files.readAllLines(file(target))) {
        String[] part = text.split(" ", -1);
        long time = Long.parseLong(part[0]);
        if (time >= query.sinceNanos() && time <= query.untilNanos()) {
          lines.add(
              new LogLine(
                  time,
                  LogLine.Stream.valueOf(part[1]),
                  Boolean.parseBoolean(part[2]),
                  Base64.getDecoder().decode(part[3])));
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return new Lines(lines);
  }

  private static final class Lines implements LogReader {
    private final List<LogLine> left;

    Lines(List<LogLine> all) {
      left = all;
    }

    @Override
    public List<LogLine> next(int max) {
      List<LogLine> some = left.subList(0, Math.min(max, left.size()));
      List<LogLine> answer = List.copyOf(some);
      some.clear();
      return answer;
    }

    @Override
    public void close() {}
  }

  private static final class Sink implements LogSink {
    private final FileChannel channel;
    private long flushed;

    Sink(FileChannel channel) throws IOException {
      this.channel = channel;
      flushed = channel.position();
    }

    @Override
    public void write(List<LogLine> batch) throws DriverException {
      StringBuilder text = new StringBuilder();
      for (LogLine line : batch) {
        text.append(line.timeNanos()).append(' ').append(line.stream()).append(' ');
        text.append(line.complete()).append(' ');
        text.append(Base64.getEncoder().encodeToString(line.bytes())).append('\n');
      }
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text.toString());
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void flush() throws DriverException {
      try {
        flushed = channel.isOpen() ? channel.position() : flushed;
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public String position() {
      return Long.toString(flushed);
    }

    @Override
    public void close() throws DriverException {
      flush();
      try {
        channel.close();
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }
}
