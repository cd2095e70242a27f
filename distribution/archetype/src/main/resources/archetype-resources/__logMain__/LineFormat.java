package ${package};

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
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
        .append("\",\"stream\":\"")
        .append(line.stream() == LogLine.Stream.STDERR ? "stderr" : "stdout")
        .append("\",\"complete\":")
        .append(line.complete())
        .append(constant);
    appendText(line.bytes(), out);
    out.append("}\n");
  }

  /** Containers print whatever they like: what is no text (RFC 3629) is kept as base64. */
  private static void appendText(byte[] bytes, StringBuilder out) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      out.append(",\"line\":");
      Json.quote(text, out);
    } catch (CharacterCodingException e) {
      out.append(",\"base64\":\"").append(Base64.getEncoder().encodeToString(bytes)).append('"');
    }
  }

  static LogLine parse(String text) throws IOException {
    Map<String, String> members = Json.members(text);
    try {
      Instant time = Instant.parse(members.getOrDefault("time", ""));
      return new LogLine(
          time.getEpochSecond() * SECOND + time.getNano(),
          "stderr".equals(members.get("stream")) ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT,
          "true".equals(members.get("complete")),
          bytes(members));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new IOException("not a line of this driver: " + text, e);
    }
  }

  private static byte[] bytes(Map<String, String> members) {
    String binary = members.get("base64");
    return binary == null
        ? members.getOrDefault("line", "").getBytes(StandardCharsets.UTF_8)
        : Base64.getDecoder().decode(binary);
  }
}
