package ${package};

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogTarget;

/**
 * How a line is written, and read back.
 *
 * <p>Later versions may add members; none may drop one or change its meaning before the next major
 * version, so that this version can read what they wrote after a rollback.
 */
final class LineFormat {
  private static final long SECOND = 1_000_000_000L;

  /** The members that are the same for each line of the container; none so far. */
  private final String constant;

  LineFormat(LogTarget target) {
    constant = "";
  }

  void append(LogLine line, StringBuilder out) {
    long time = line.timeNanos();
    out.append("{\"time\":\"")
        .append(Instant.ofEpochSecond(Math.floorDiv(time, SECOND), Math.floorMod(time, SECOND)))
        .append(line.stream() == LogLine.Stream.STDERR ? "\",\"stream\":\"stderr\"" : "\",\"stream\":\"stdout\"")
        .append(",\"complete\":")
        .append(line.complete())
        .append(constant)
        .append(",\"line\":");
    Json.quote(new String(line.bytes(), StandardCharsets.UTF_8), out);
    out.append("}\n");
  }

  static LogLine parse(String text) throws IOException {
    Map<String, String> members = Json.members(text);
    try {
      Instant time = Instant.parse(members.getOrDefault("time", ""));
      return new LogLine(
          time.getEpochSecond() * SECOND + time.getNano(),
          "stderr".equals(members.get("stream")) ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT,
          "true".equals(members.get("complete")),
          members.getOrDefault("line", "").getBytes(StandardCharsets.UTF_8));
    } catch (DateTimeParseException e) {
      throw new IOException("not a line of this driver: " + text, e);
    }
  }
}
