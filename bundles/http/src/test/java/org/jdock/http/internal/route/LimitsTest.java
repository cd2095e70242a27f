package org.jdock.http.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask for too much, too slowly, or not to the end. */
@Timeout(120)
class LimitsTest {
  @TempDir Path dir;

  private static void refused(EngineFixture.Client c, int status) throws IOException {
    var head = c.head();
    assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
    assertTrue(head.contains("Connection: close\r\n"), head);
  }

  @Test
  void aFloodOfHeadersIsRefusedAsAWhole() throws IOException {
    try (var engine = new EngineFixture(dir)) {
      try (var c = engine.connect()) {
        // Each line and their number are within their own limits; 56 KiB together are not.
        var lines = "X: %s\r\n".formatted("a".repeat(7000)).repeat(8);
        c.send("GET /_ping HTTP/1.1\r\nHost: d\r\n" + lines + "\r\n");
        refused(c, 431);
      }
      try (var c = engine.connect()) {
        c.send("GET /_ping HTTP/1.1\r\nHost: d\r\n" + "X: a\r\n".repeat(60) + "\r\n");
        refused(c, 431);
      }
    }
  }

  @Test
  void aHeadThatNeverEndsIsGivenUp() throws IOException {
    try (var engine = new EngineFixture(dir, Duration.ofMillis(300));
        var c = engine.connect()) {
      c.send("GET /_ping HTTP/1.1\r\nHo");
      refused(c, 408);
    }
  }

  @Test
  void longJsonIsRefusedWhetherItSaysItsLengthOrNot() throws IOException {
    try (var engine = new EngineFixture(dir)) {
      try (var c = engine.connect()) {
        c.send(
            "POST /box HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\n"
                + "Content-Length: 67108864\r\n\r\n{");
        refused(c, 413);
      }
      try (var c = engine.connect()) {
        c.send(
            "POST /box HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n200000\r\n{\"Name\":\""
                + "x".repeat(0x108000));
        assertTrue(c.head().startsWith("HTTP/1.1 413 "));
      }
      try (var c = engine.connect().get("/_ping")) {
        assertEquals("OK", c.body());
      }
    }
  }

  @Test
  void connectionsBrokenOffLeaveNothingBehind() throws Exception {
    try (var engine = new EngineFixture(dir)) {
      abort(engine, 8);
      settle(engine);
      long before = descriptors();
      abort(engine, 1000);
      settle(engine);
      long after = descriptors();
      assertTrue(after <= before, before + " descriptors, then " + after);
      try (var c = engine.connect().get("/_ping")) {
        assertEquals("OK", c.body());
      }
    }
  }

  /** Leaves in the middle of a head, a body, an answer, and an endless answer. */
  private static void abort(EngineFixture engine, int times) throws IOException {
    var requests =
        new String[] {
          "GET /_pi",
          "POST /count HTTP/1.1\r\nHost: d\r\nContent-Length: 100\r\n\r\nabc",
          "GET /numbers?n=100000 HTTP/1.1\r\nHost: d\r\n\r\n",
          "GET /events HTTP/1.1\r\nHost: d\r\n\r\n"
        };
    for (int i = 0; i < times; i++) {
      engine.connect().send(requests[i % requests.length]).close();
    }
  }

  /** Until no connection, and so none of their threads, is left. */
  private static void settle(EngineFixture engine) throws InterruptedException {
    while (engine.server.open() > 0) {
      Thread.sleep(10);
    }
    // Descriptors are closed on the connections' own threads, before these are counted out.
    assertEquals(0, engine.server.open());
  }

  private static long descriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }
}
