package com.example.jdock.ndjson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jspecify.annotations.Nullable;

/** Reads one container's file, whole lines only, and finds more when there is more. */
final class NdjsonReader implements LogReader {
  private final Path file;
  private final LogQuery query;
  private final ArrayDeque<String> ahead = new ArrayDeque<>();
  private @Nullable FileChannel channel;
  private WholeLines lines = new WholeLines(0);

  /** The tail is counted from what is there now. */
  NdjsonReader(Path file, LogQuery query) throws IOException {
    this.file = file;
    this.query = query;
    FileChannel from = open();
    if (from != null && query.tail() >= 0) {
      long skip = Math.max(0, WholeLines.count(from) - query.tail());
      while (skip > 0) {
        skip = lines.skip(from, skip);
      }
    }
  }

  /** Null as long as nothing was printed. */
  private @Nullable FileChannel open() throws IOException {
    if (channel == null && Files.exists(file)) {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    }
    return channel;
  }

  @Override
  public List<LogLine> next(int max) throws DriverException {
    List<LogLine> found = new ArrayList<>();
    try {
      FileChannel from = open();
      while (from != null && found.size() < max) {
        if (ahead.isEmpty() && !lines.take(from, bytes -> ahead.add(text(bytes)))) {
          break;
        }
        LogLine line = LineReader.parse(ahead.remove());
        if (line.timeNanos() >= query.sinceNanos() && line.timeNanos() <= query.untilNanos()) {
          found.add(line);
        }
      }
      return found;
    } catch (IOException e) {
      throw NdjsonDriver.failed("read", file, e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
