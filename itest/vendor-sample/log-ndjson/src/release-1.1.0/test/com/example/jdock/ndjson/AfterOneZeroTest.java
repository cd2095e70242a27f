package com.example.jdock.ndjson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogTarget;
import org.jdock.tck.TestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 1.0 wrote and remembered is where 1.1 goes on. */
class AfterOneZeroTest {
  private static final String OLD =
      """
      {"ts":1790000000000000001,"stream":"STDOUT","line":"one"}
      {"ts":1790000000000000002,"stream":"STDERR","partial":true,"line":"tw"}
      """;

  @Test
  void goesOnAtItsPositionAndNumbersItsLines(@TempDir Path dir) throws Exception {
    var context = TestContext.under(dir);
    var target =
        new LogTarget(
            "ab".repeat(32), "web", "sha256:" + "cd".repeat(32), "nginx", List.of(), Instant.EPOCH,
            Map.of(), List.of(), dir);
    Path file = context.root().resolve(target.containerId() + ".ndjson");
    Files.writeString(file, OLD + "{\"ts\":3,\"stream\":\"STDOUT\",\"line\":\"cut off\"}\n");
    var driver = new NdjsonDriver();
    driver.open(context);
    var sink = driver.open(target, Map.of(), "1:" + OLD.length());
    sink.write(List.of(line(1_790_000_000_000_000_003L, "three")));
    sink.close();
    assertEquals("1:" + Files.size(file) + ":3", sink.position());
    assertEquals(
        OLD
            + "{\"schema\":2,\"seq\":3,\"time\":\"2026-09-21T14:13:20.000000003Z\","
            + "\"container\":{\"name\":\"web\",\"image\":\"nginx\"},"
            + "\"ts\":1790000000000000003,\"stream\":\"STDOUT\",\"line\":\"three\"}\n",
        Files.readString(file));
    try (var reader = driver.read(target, Map.of(), LogQuery.ALL)) {
      assertEquals(
          List.of("one", "tw", "three"),
          reader.next(10).stream().map(l -> new String(l.bytes(), StandardCharsets.UTF_8)).toList());
    }
  }

  private static LogLine line(long time, String text) {
    return new LogLine(
        time, LogLine.Stream.STDOUT, true, text.getBytes(StandardCharsets.UTF_8));
  }
}
