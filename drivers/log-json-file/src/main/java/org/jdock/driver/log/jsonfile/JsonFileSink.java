package org.jdock.driver.log.jsonfile;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogSink;
import org.jspecify.annotations.Nullable;

/** Appends one container's lines to its file, with one write a batch. */
final class JsonFileSink implements LogSink {
  /** What is kept between batches, and what a big batch is cut into. */
  private static final int IDLE_BUFFER = 1024;

  private static final int WRITE_SIZE = 256 * 1024;

  private final LogFiles files;
  private final JsonFileOptions options;
  private final String attributes;
  private final Rotation rotation;
  private final Compression compression;
  private FileOutputStream out;
  private LineEncoder encoder;
  private long size;
  private String position;
  private boolean broken;
  private boolean closed;

  JsonFileSink(
      LogFiles files, JsonFileOptions options, String attributes, @Nullable Position resumeAt)
      throws IOException {
    this.files = files;
    this.options = options;
    this.attributes = attributes;
    rotation = new Rotation(files, options);
    rotation.recover();
    rotation.cutBack(resumeAt);
    compression = new Compression(files);
    if (options.compress()) {
      compression.start();
    }
    // Appending, not positioned: an operator may truncate the file at any time.
    out = new FileOutputStream(files.current().toFile(), true);
    size = Files.size(files.current());
    encoder = new LineEncoder(attributes, IDLE_BUFFER);
    position = new Position(rotation.generation(), size).toString();
  }

  @Override
  public void write(List<LogLine> batch) throws DriverException {
    if (broken || closed) {
      throw new DriverException(
          DriverException.Kind.UNAVAILABLE,
          "json-file: the log must be opened again at its last position"
              + (broken ? ", since writing to it failed" : ""));
    }
    broken = true; // until the whole batch is written
    try {
      for (LogLine line : batch) {
        if (options.maxSize() > 0 && size + encoder.length() >= options.maxSize()) {
          writeOut();
          rotate();
        }
        encoder.append(line);
        if (encoder.length() >= WRITE_SIZE) {
          writeOut();
        }
      }
      writeOut();
    } catch (IOException e) {
      throw failed("write to", e);
    }
    if (encoder.buffer().length > 64 * IDLE_BUFFER) {
      encoder = new LineEncoder(attributes, IDLE_BUFFER); // a thousand idle containers
    }
    broken = false;
  }

  private void writeOut() throws IOException {
    if (encoder.length() > 0) {
      out.write(encoder.buffer(), 0, encoder.length());
      size += encoder.length();
      encoder.clear();
    }
  }

  private void rotate() throws IOException {
    compression.await();
    out.close();
    rotation.forward();
    out = new FileOutputStream(files.current().toFile(), true);
    size = 0;
    if (options.compress()) {
      compression.start();
    }
  }

  @Override
  public void flush() throws DriverException {
    // Each batch went to the kernel as it came.
    if (!broken) {
      position = new Position(rotation.generation(), size).toString();
    }
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public void close() throws DriverException {
    if (closed) {
      return;
    }
    flush();
    closed = true;
    try {
      out.close();
      compression.cancel();
    } catch (IOException e) {
      throw failed("close", e);
    }
  }

  private DriverException failed(String what, IOException e) {
    return new DriverException(
        DriverException.Kind.FAILED,
        "json-file: cannot " + what + " " + files.current() + ": " + e.getMessage(),
        e);
  }
}
