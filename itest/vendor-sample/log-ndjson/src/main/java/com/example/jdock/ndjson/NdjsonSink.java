package com.example.jdock.ndjson;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;

/** Appends one container's lines, with one write a batch. */
final class NdjsonSink implements LogSink {
  private final Path file;
  private final FileChannel channel;
  private final Schema schema;
  private String position;

  private NdjsonSink(Path file, FileChannel channel, Schema schema) throws IOException {
    this.file = file;
    this.channel = channel;
    this.schema = schema;
    this.position = schema.position(channel.position());
  }

  /** Cuts the file back to the position, which may be another release's. */
  static NdjsonSink open(Path file, LogTarget target, @Nullable String resumeAt)
      throws IOException, DriverException {
    long offset = resumeAt == null ? 0 : Schema.offset(resumeAt);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      channel.truncate(offset);
      Schema schema = Schema.resume(target, channel, resumeAt);
      channel.position(channel.size());
      return new NdjsonSink(file, channel, schema);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** After a failure the sink stays shut: what it wrote half is cut off by the next. */
  @Override
  public void write(List<LogLine> batch) throws DriverException {
    try {
      StringWriter text = new StringWriter();
      for (LogLine line : batch) {
        schema.write(line, text);
        text.write('\n');
      }
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      close();
      throw NdjsonDriver.failed("write to", file, e);
    }
  }

  @Override
  public void flush() throws DriverException {
    try {
      position = schema.position(channel.position());
    } catch (IOException e) {
      throw NdjsonDriver.failed("flush", file, e);
    }
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public void close() throws DriverException {
    try {
      if (channel.isOpen()) {
        flush();
        channel.close();
      }
    } catch (IOException e) {
      throw NdjsonDriver.failed("close", file, e);
    }
  }
}
