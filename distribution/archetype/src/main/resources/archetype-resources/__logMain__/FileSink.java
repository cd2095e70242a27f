package ${package};

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogSink;

/** One container's file, open for writing. The engine has one at a time, used by one thread. */
final class FileSink implements LogSink {
  private final Path file;
  private final LineFormat format;
  private final FileChannel channel;
  private Position position;

  /** Cuts off what was written after the position: the engine hands those lines over once more. */
  FileSink(Path file, LineFormat format, Position resumeAt) throws IOException {
    this.file = file;
    this.format = format;
    channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.truncate(resumeAt.offset());
      channel.position(channel.size());
      position = new Position(channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** One write a batch. After a failure the sink stays shut, and the engine opens another. */
  @Override
  public void write(List<LogLine> batch) throws DriverException {
    StringBuilder text = new StringBuilder();
    for (LogLine line : batch) {
      format.append(line, text);
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      close();
      throw FileLogDriver.failed("write to", file, e);
    }
  }

  /** The kernel has every batch already. */
  @Override
  public void flush() throws DriverException {
    try {
      position = new Position(channel.position());
    } catch (IOException e) {
      throw FileLogDriver.failed("flush", file, e);
    }
  }

  @Override
  public String position() {
    return position.toString();
  }

  @Override
  public void close() throws DriverException {
    try {
      if (channel.isOpen()) {
        flush();
      }
      channel.close();
    } catch (IOException e) {
      throw FileLogDriver.failed("close", file, e);
    }
  }
}
