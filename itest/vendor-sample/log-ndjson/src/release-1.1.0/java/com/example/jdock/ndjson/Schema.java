package com.example.jdock.ndjson;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;

/**
 * Release 1.1: each line also says its schema, its number within the container, its time in words
 * and whose it is. A position is {@code 1:<bytes>:<lines>}; one of 1.0 lacks the number of lines,
 * which are then counted.
 */
final class Schema {
  private static final int NUMBER = 2;
  private static final long SECOND = 1_000_000_000L;
  private static final Pattern POSITION =
      Pattern.compile("1:(?<offset>\\d{1,18})(?::(?<lines>\\d{1,18})(?::.*)?)?");

  private final LogTarget target;
  private long lines;

  private Schema(LogTarget target, long lines) {
    this.target = target;
    this.lines = lines;
  }

  private static Matcher matched(String position) throws DriverException {
    Matcher m = POSITION.matcher(position);
    if (!m.matches()) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED, "ndjson 1.1 does not know the position " + position);
    }
    return m;
  }

  static long offset(String position) throws DriverException {
    return Long.parseLong(matched(position).group("offset"));
  }

  /** Goes on after the file's last line. */
  static Schema resume(LogTarget target, FileChannel file, @Nullable String position)
      throws IOException, DriverException {
    String known = position == null ? "0" : matched(position).group("lines");
    return new Schema(target, known == null ? WholeLines.count(file) : Long.parseLong(known));
  }

  void write(LogLine line, Writer out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.beginObject();
    json.name("schema").value(NUMBER);
    json.name("seq").value(++lines);
    json.name("time").value(time(line.timeNanos()));
    json.name("container").beginObject();
    json.name("name").value(target.containerName());
    json.name("image").value(target.imageName());
    json.endObject();
    Common.write(line, json);
    json.endObject();
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND))
        .toString();
  }

  String position(long offset) {
    return "1:" + offset + ":" + lines;
  }
}
