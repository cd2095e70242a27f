package org.jdock.http.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdock.http.internal.listen.TcpListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpTest {
  @TempDir Path dir;
  private EngineFixture engine;

  @BeforeEach
  void start() throws IOException {
    engine = new EngineFixture(dir);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void everyAnswerCarriesDockersHeaders() throws IOException {
    try (var c = engine.connect().get("/v1.43/_ping")) {
      var head = c.head();
      assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
      assertTrue(head.contains("Api-Version: 1.47\r\n"), head);
      assertTrue(head.contains("Docker-Experimental: false\r\n"), head);
      assertTrue(head.contains("Ostype: linux\r\n"), head);
      assertTrue(head.contains("Server: jdock/test (linux)\r\n"), head);
      assertEquals("OK", c.bodyOf(head));
    }
  }

  @Test
  void headAnswersWithoutABody() throws IOException {
    try (var c = engine.connect()) {
      c.send("HEAD /_ping HTTP/1.1\r\nHost: d\r\n\r\nGET /_ping HTTP/1.1\r\nHost: d\r\n\r\n");
      assertTrue(c.head().contains("Content-Length: 2\r\n"));
      assertEquals("OK", c.body());
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
    try (var c = engine.connect()) {
      var all = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        all.append("GET /images/a%2Fb/c:").append(i).append("/json HTTP/1.1\r\nHost: d\r\n\r\n");
        all.append("POST /count HTTP/1.1\r\nHost: d\r\nContent-Length: 3\r\n\r\nabc");
        all.append("POST /ignore HTTP/1.1\r\nHost: d\r\nContent-Length: 3\r\n\r\nabc");
      }
      c.send(all.toString());
      for (int i = 0; i < 50; i++) {
        assertEquals("a/b/c:" + i, c.body());
        assertEquals("3", c.body());
        assertTrue(c.head().startsWith("HTTP/1.1 204 "));
      }
    }
  }

  @Test
  void aBodyIsAskedForOnlyWhenItIsRead() throws IOException {
    var expect = " HTTP/1.1\r\nHost: d\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    try (var c = engine.connect().send("POST /count" + expect)) {
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", c.head());
      c.send("hello");
      assertEquals("5", c.body());
    }
    try (var c = engine.connect().send("POST /ignore" + expect)) {
      var head = c.head();
      assertTrue(head.startsWith("HTTP/1.1 204"), head);
      assertTrue(head.contains("Connection: close"), head);
      assertEquals("", c.rest());
    }
  }

  @Test
  void aHundredMegabytesOfChunksPassThrough() throws Exception {
    try (var c = engine.connect()) {
      c.send("POST /count HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n");
      var chunk = new byte[1 << 20];
      var out = Channels.newOutputStream(c.channel());
      for (int i = 0; i < 100; i++) {
        c.send("100000\r\n");
        out.write(chunk);
        c.send("\r\n");
      }
      c.send("0\r\n\r\n").get("/_ping");
      assertEquals(Long.toString(100L << 20), c.body());
      assertEquals("OK", c.body());
    }
  }

  @Test
  void aLargeUnreadBodyEndsTheConnectionAfterTheAnswer() throws IOException {
    try (var c = engine.connect()) {
      c.send("POST /ignore HTTP/1.1\r\nHost: d\r\nContent-Length: 100000000\r\n\r\n");
      c.send("x".repeat(200_000));
      assertTrue(c.head().startsWith("HTTP/1.1 204"));
      assertEquals("", c.rest());
    }
  }

  @Test
  void malformedRequestsAreToldSoInDockersForm() throws IOException {
    assertProblem(
        "GET /" + "x".repeat(9000) + " HTTP/1.1\r\n\r\n", 431, "request header too large");
    assertProblem("GET /_ping HTTP/1.1\r\n" + "A: b\r\n".repeat(60) + "\r\n", 431, "too large");
    assertProblem("nonsense\r\n\r\n", 400, "malformed request");
    assertProblem("GET /_ping HTTP/1.1\r\n\r\n", 400, "missing required Host header");
    assertProblem("GET /_ping HTTP/1.1\r\nHost: d\r\nContent-Length: -1\r\n\r\n", 400, "bad");
    assertProblem(
        "POST /count HTTP/1.1\r\nHost: d\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        400,
        "beside");
    assertProblem(
        "POST /count HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "gzip");
    assertProblem(
        "POST /count HTTP/1.1\r\nHost: d\r\nConnection: close\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        400,
        "malformed chunked body");
  }

  private void assertProblem(String request, int status, String part) throws IOException {
    try (var c = engine.connect().send(request)) {
      var head = c.head();
      assertTrue(head.startsWith("HTTP/1.1 " + status), head);
      assertTrue(head.contains("Content-Type: application/json"), head);
      var body = c.bodyOf(head);
      assertTrue(body.startsWith("{\"message\":\"") && body.contains(part), body);
    }
  }

  @Test
  void versionsAndPathsAreRefusedInDockersWords() throws IOException {
    assertMessage(
        "/v1.99/_ping",
        400,
        "client version 1.99 is too new. Maximum supported API version is 1.47");
    assertMessage(
        "/v1.12/_ping",
        400,
        "client version 1.12 is too old. Minimum supported API version is 1.40, "
            + "please upgrade your client to a newer version");
    assertMessage("/nowhere", 404, "page not found");
    assertMessage(
        "/v1.44/swarm",
        501,
        "GET /swarm is not supported: this engine runs containers on one host and has no swarm mode");
    assertMessage("/numbers?n=abc", 400, "invalid value for n: \\\"abc\\\" is not a whole number");
  }

  private void assertMessage(String path, int status, String message) throws IOException {
    try (var c = engine.connect().get(path)) {
      var head = c.head();
      assertTrue(head.startsWith("HTTP/1.1 " + status), head);
      assertEquals("{\"message\":\"" + message + "\"}\n", c.bodyOf(head));
    }
  }

  @Test
  void jsonBodiesAreReadStrictly() throws IOException {
    assertEquals("{\"Name\":\"a\",\"Size\":7}\n", post("{\"Name\":\"a\",\"size\":7,\"X\":[1]}"));
    assertTrue(post("{\"Name\":").startsWith("{\"message\":\"invalid JSON: unexpected EOF at "));
    assertTrue(post("{Name:1}").startsWith("{\"message\":\"invalid JSON: malformed at "));
    assertTrue(post("{\"Size\":\"x\"}").startsWith("{\"message\":\"invalid JSON: "));
    assertTrue(post("{} x").startsWith("{\"message\":\"invalid JSON: "));
    assertEquals("{\"message\":\"invalid JSON: got EOF while reading request body\"}\n", post(""));
  }

  private String post(String json) throws IOException {
    try (var c = engine.connect()) {
      c.send(
          "POST /box HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\nContent-Length: "
              + json.length()
              + "\r\n\r\n"
              + json);
      return c.body();
    }
  }

  @Test
  void longListsAreStreamedAndShortOnesMeasured() throws IOException {
    try (var c = engine.connect()) {
      assertEquals("[0,1,2]\n", c.get("/numbers").body());
      c.get("/numbers?n=15000");
      assertTrue(c.head().contains("Transfer-Encoding: chunked"));
      assertTrue(c.until("\r\n0\r\n\r\n").contains("14999"));
      assertEquals("OK", c.get("/_ping").body());
    }
  }

  @Test
  void aFailureIsAnErrorAnswerOrABrokenStreamButNeverACompleteOne() throws IOException {
    try (var c = engine.connect().get("/broken")) {
      var head = c.head();
      assertTrue(head.startsWith("HTTP/1.1 500"), head);
      assertEquals("{\"message\":\"no luck\"}\n", c.bodyOf(head));
      assertEquals("OK", c.get("/_ping").body());
    }
    try (var c = engine.connect().get("/broken?sent=1")) {
      assertFalse(c.rest().endsWith("0\r\n\r\n"));
    }
  }

  @Test
  void aBlockedAnswerLearnsThatItsClientHasGone() throws Exception {
    try (var c = engine.connect().get("/events")) {
      c.head();
      c.channel().shutdownOutput();
      assertEquals(null, engine.ended.poll(300, TimeUnit.MILLISECONDS));
    }
    assertEquals("gone", engine.ended.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void tcpServesTheSameAndLearnsOfDeparturesToo() throws Exception {
    var tcp = TcpListener.open("127.0.0.1", 0);
    engine.serve(tcp);
    var at = new InetSocketAddress("127.0.0.1", tcp.port());
    try (var c = new EngineFixture.Client(SocketChannel.open(at))) {
      assertEquals("OK", c.get("/_ping").body());
      c.get("/events").head();
      assertEquals(null, engine.ended.poll(100, TimeUnit.MILLISECONDS));
    }
    assertEquals("gone", engine.ended.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void whatDoesNotEndInTimeIsBrokenOff() throws Exception {
    // A hijacked connection whose client stays: nothing tells it to end.
    try (var c = engine.connect()) {
      c.send("POST /echo HTTP/1.1\r\nHost: d\r\n\r\n").head();
      assertFalse(engine.server.stop(Duration.ofMillis(100)));
      assertEquals("", c.rest());
    }
  }

  @Test
  void stoppingEndsEndlessAnswers() throws Exception {
    try (var c = engine.connect().get("/events");
        var idle = engine.connect()) {
      assertEquals("OK", idle.get("/_ping").body());
      c.head();
      assertTrue(engine.server.stop(Duration.ofSeconds(20)));
      assertEquals("stop", engine.ended.poll());
      assertEquals("0\r\n\r\n", c.rest());
      assertEquals("", idle.rest());
    }
  }

  @Test
  void aHijackedConnectionGetsTheBytesSentAheadAndEndsByHalves() throws IOException {
    try (var c = engine.connect()) {
      c.send(
          "POST /echo HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
              + "Content-Length: 0\r\n\r\nearly");
      var head = c.head();
      assertTrue(head.startsWith("HTTP/1.1 101 UPGRADED\r\n"), head);
      assertTrue(head.contains("Content-Type: application/vnd.docker.raw-stream\r\n"), head);
      assertTrue(head.contains("Upgrade: tcp\r\n"), head);
      c.send("late");
      c.channel().shutdownOutput();
      assertEquals("earlylateeof after 9", c.rest());
    }
    try (var c = engine.connect().send("POST /short HTTP/1.1\r\nHost: d\r\n\r\n")) {
      var head = c.head();
      assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
      assertFalse(head.contains("Transfer-Encoding"), head);
      // Still sending when the server ends: must read the end, not a reset.
      c.send("unread");
      assertEquals("\2\0\0\0\0\0\0\3bye", c.rest());
    }
  }

  @Test
  void http10ClientsGetAnswersThatEndWithTheConnection() throws IOException {
    try (var c = engine.connect().send("GET /numbers?n=50000 HTTP/1.0\r\n\r\n")) {
      assertFalse(c.head().contains("Transfer-Encoding"));
      assertTrue(c.rest().endsWith("49999]\n"));
    }
  }

  @Test
  void twoHundredConnectionsAreServedAtOnce() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 200; i++) {
        all.add(
            pool.submit(() -> {
              int ok = 0;
              try (var waiting = engine.connect().get("/events");
                  var c = engine.connect()) {
                waiting.head();
                for (int k = 0; k < 20; k++) {
                  ok += c.get("/_ping").body().equals("OK") ? 1 : 0;
                }
              }
              return ok;
            }));
      }
      for (var f : all) {
        assertEquals(20, f.get());
      }
    }
  }
}
