package org.jdock.driver.log.jsonfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogTarget;
import org.junit.jupiter.api.Test;

/** The very bytes that Docker would write, and what Docker wrote. */
class FormatTest {
  private static final LogTarget TARGET =
      new LogTarget(
          "0123456789ab".repeat(5) + "cdef",
          "web",
          "sha256:ffff",
          "nginx",
          List.of(),
          Instant.EPOCH,
          Map.of("b", "2", "a", "\"1\"", "c.x", "3"),
          List.of("MODE=test", "HOME=/"),
          Path.of("/nowhere"));

  private static String encode(String attributes, LogLine line) {
    LineEncoder encoder = new LineEncoder(attributes, 8);
    encoder.append(line);
    return new String(encoder.buffer(), 0, encoder.length(), StandardCharsets.UTF_8);
  }

  private static LogLine line(long nanos, boolean complete, String text) {
    return new LogLine(
        nanos, LogLine.Stream.STDOUT, complete, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void writesWhatDockerWrites() {
    assertEquals(
        "{\"log\":\"hi\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-24T09:32:10.1205Z\"}\n",
        encode("", line(1_795_512_730_120_500_000L, true, "hi")));
    assertEquals(
        "{\"log\":\"a\\u003cb\\u003e\\u0026\\u0009\\\"\\\\\\r\",\"stream\":\"stdout\","
            + "\"attrs\":{\"k\":\"v\"},\"time\":\"1970-01-01T00:00:00Z\"}\n",
        encode("{\"k\":\"v\"}", line(0, false, "a<b>&\t\"\\\r")));
    assertEquals(
        "{\"stream\":\"stdout\",\"time\":\"1970-01-01T00:00:00.000000001Z\"}\n",
        encode("", line(1, false, "")));
  }

  @Test
  void readsWhatOthersWrote() {
    byte[] json =
        ("{ \"time\" : \"2026-11-24T10:32:10.5+01:00\", \"x\":[1,{\"y\":\"]\"}], \"stream\":"
                + "\"stderr\", \"log\":\"\\ud83d\\udc33\\t\\/\\n\" }")
            .getBytes(StandardCharsets.UTF_8);
    LogLine line = new LineDecoder().decode(json, 0, json.length);
    assertNotNull(line);
    assertEquals(1_795_512_730_500_000_000L, line.timeNanos());
    assertEquals(LogLine.Stream.STDERR, line.stream());
    assertEquals("\ud83d\udc33\t/", new String(line.bytes(), StandardCharsets.UTF_8));
    for (int end = 0; end < json.length; end++) {
      assertNull(new LineDecoder().decode(json, 0, end), "torn at " + end);
    }
  }

  @Test
  void readsWhatALineCarries() {
    LineDecoder decoder = new LineDecoder();
    assertEquals(Map.of("a", "1", "b", "}\""), carried(decoder, "{\"a\":\"1\", \"b\":\"}\\\"\"}"));
    assertEquals(Map.of("a", "2"), carried(decoder, "{\"a\":\"2\"}"));
    assertEquals(Map.of("a", "2"), carried(decoder, "{\"a\":\"2\"}"));
    assertEquals(Map.of(), carried(decoder, "{ }"));
    assertEquals(Map.of(), carried(decoder, "null"));
  }

  private static Map<String, String> carried(LineDecoder decoder, String attributes) {
    byte[] json = encode(attributes, line(0, true, "x")).getBytes(StandardCharsets.UTF_8);
    LogLine line = decoder.decode(json, 0, json.length - 1);
    assertNotNull(line);
    assertEquals("x", new String(line.bytes(), StandardCharsets.UTF_8));
    return line.attributes();
  }

  @Test
  void carriesWhatIsAskedFor() throws DriverException {
    assertEquals("", Attributes.json(TARGET, Map.of()));
    assertEquals(
        "{\"HOME\":\"/\",\"a\":\"\\\"1\\\"\",\"b\":\"2\",\"c.x\":\"3\",\"tag\":\"web/0123456789ab\"}",
        Attributes.json(
            TARGET,
            Map.of(
                "labels", "a,b,nothing",
                "labels-regex", "^c",
                "env-regex", "^HO",
                "tag", "{{.Name}}/{{.ID}}")));
  }

  @Test
  void refusesInDockersWords() {
    refused(
        "compress cannot be true when max-file is less than 2 or max-size is not set",
        Map.of("compress", "true", "max-size", "1m"));
    refused("max-file cannot be less than 1", Map.of("max-file", "0"));
    refused("max-size must be a positive number", Map.of("max-size", "0"));
    refused("invalid size: 'many'", Map.of("max-size", "many"));
  }

  private static void refused(String message, Map<String, String> options) {
    DriverException refusal =
        assertThrows(DriverException.class, () -> JsonFileOptions.parse(options));
    assertEquals(message, refusal.getMessage());
    assertEquals(DriverException.Kind.INVALID, refusal.kind());
  }
}
