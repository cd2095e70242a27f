package org.jdock.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Waits, attached streams, followed logs, events: answers that last. */
class ApiStreamsTest extends ApiCase {
  @Test
  void aWaitIsAnsweredBeforeItEnds() throws Exception {
    create("{\"Image\":\"box:1\"}");
    var wait = "POST /containers/box/wait?condition=next-exit HTTP/1.1\r\nHost: d\r\n\r\n";
    try (var c = api.connect(wait)) {
      var in = Channels.newInputStream(c);
      assertTrue(ApiFixture.head(in).startsWith("HTTP/1.1 200 OK\r\n"));
      api.containers.find("box").exited.complete(5);
      var text = new byte[4 + "{\"StatusCode\":5}\n".length()];
      assertEquals(text.length, in.readNBytes(text, 0, text.length));
      assertEquals("11\r\n{\"StatusCode\":5}\n", new String(text, StandardCharsets.US_ASCII));
    }
    refused(400, "invalid condition", "POST", "/containers/box/wait?condition=bored", null);
    refused(404, "No such container", "POST", "/containers/nobody/wait", null);
  }

  @Test
  void aWaitEndsWithItsClient() throws Exception {
    create("{\"Image\":\"box:1\"}");
    try (var c = api.connect("POST /containers/box/wait HTTP/1.1\r\nHost: d\r\n\r\n")) {
      ApiFixture.head(Channels.newInputStream(c));
    }
    assertEquals("wait interrupted", api.containers.ends.take());
    assertEquals("wait closed", api.containers.ends.take());
  }

  private static final String ATTACH =
      "POST /v1.%d/containers/box/attach?stream=1&stdin=1&stdout=1&stderr=1 HTTP/1.1\r\n"
          + "Host: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

  @Test
  void attachFramesTwoStreamsAndKnowsHalfClose() throws Exception {
    create("{\"Image\":\"box:1\",\"OpenStdin\":true}");
    api.containers.start("box");
    try (var c = api.connect(ATTACH.formatted(42) + "early ")) {
      var in = Channels.newInputStream(c);
      var head = ApiFixture.head(in);
      assertTrue(head.startsWith("HTTP/1.1 101 UPGRADED\r\n"), head);
      assertTrue(
          head.contains("Content-Type: application/vnd.docker.multiplexed-stream\r\n"), head);
      assertEquals("\1\0\0\0\0\0\0\4out\n\2\0\0\0\0\0\0\4err\n", text(in.readNBytes(24)));
      assertEquals("\1\0\0\0\0\0\0\6early ", text(in.readNBytes(14)));
      c.shutdownOutput();
      assertEquals(-1, in.read());
    }
    assertEquals(7, api.containers.find("box").exited.get());
  }

  @Test
  void attachIsRawForATerminalAndForOldClients() throws Exception {
    create("{\"Image\":\"box:1\",\"Tty\":true}");
    api.containers.start("box");
    try (var c = api.connect(ATTACH.formatted(47))) {
      var in = Channels.newInputStream(c);
      assertTrue(ApiFixture.head(in).contains("application/vnd.docker.raw-stream\r\n"));
      assertEquals("out\nerr\n", text(in.readAllBytes()));
    }
    try (var c = api.connect(ATTACH.formatted(41).replace("Upgrade: tcp\r\n", ""))) {
      var head = ApiFixture.head(Channels.newInputStream(c));
      assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
    }
  }

  @Test
  void detachKeysLeaveTheProcessItsInput() throws Exception {
    create("{\"Image\":\"box:1\",\"Tty\":true,\"OpenStdin\":true}");
    api.containers.start("box");
    try (var c = api.connect(ATTACH.formatted(47))) {
      var in = Channels.newInputStream(c);
      ApiFixture.head(in);
      assertEquals("out\nerr\n", text(in.readNBytes(8)));
      var to = Channels.newOutputStream(c);
      to.write(new byte[] {'a', 16, 'b'});
      assertEquals("a\20b", text(in.readNBytes(3)));
      to.write(16);
      to.write(17);
      assertEquals(-1, in.read());
    }
    assertFalse(api.containers.find("box").exited.isDone());
    refused(400, "Invalid detach keys", "POST", "/containers/box/attach?detachKeys=huh", null);
  }

  @Test
  void followedLogsEndWithTheirClient() throws Exception {
    create("{\"Image\":\"box:1\"}");
    var path =
        "/containers/box/logs?stdout=1&stderr=1&follow=1&timestamps=1&since=12.5&until=0&tail=all";
    try (var c = api.connect("GET " + path + " HTTP/1.1\r\nHost: d\r\n\r\n")) {
      var in = Channels.newInputStream(c);
      assertTrue(ApiFixture.head(in).contains("application/vnd.docker.multiplexed-stream"));
      assertEquals("c\r\n\1\0\0\0\0\0\0\4out\n\r\n", text(in.readNBytes(17)));
      // All there is, so that the interruption finds it waiting and not writing.
      assertEquals("c\r\n\2\0\0\0\0\0\0\4err\n\r\n", text(in.readNBytes(17)));
    }
    assertEquals("session interrupted", api.containers.ends.take());
    assertEquals("session closed", api.containers.ends.take());
    var options = api.containers.logOptions;
    assertTrue(options.follow() && options.timestamps());
    assertEquals(12_500_000_000L, options.sinceNanos());
    assertEquals(Long.MAX_VALUE, options.untilNanos());
    assertEquals(-1, options.tail());
    refused(400, "at least one stream", "GET", "/containers/box/logs", null);
    refused(400, "invalid value for since", "GET", "/containers/box/logs?stdout=1&since=x", null);
  }

  @Test
  void anEndlessAnswerDoesNotHoldUpTheStop() throws Exception {
    create("{\"Image\":\"box:1\",\"OpenStdin\":true}");
    api.containers.start("box");
    try (var events = api.connect("GET /events HTTP/1.1\r\nHost: d\r\n\r\n");
        var attach = api.connect(ATTACH.formatted(47))) {
      var in = Channels.newInputStream(events);
      ApiFixture.head(in);
      ApiFixture.head(Channels.newInputStream(attach));
      api.close();
      assertEquals("0\r\n\r\n", text(in.readAllBytes()));
    }
    assertTrue(api.events.listeners.isEmpty());
  }

  @Test
  void eventsComeAsTheyHappen() throws Exception {
    try (var c = api.connect("GET /events HTTP/1.1\r\nHost: d\r\n\r\n")) {
      var in = Channels.newInputStream(c);
      ApiFixture.head(in);
      api.events.at(1_500_000_002L, "container", "die", "c1", Map.of("image", "box:1"));
      var size = Integer.parseInt(line(in), 16);
      var event = JsonParser.parseString(text(in.readNBytes(size))).getAsJsonObject();
      assertEquals(
          "{\"status\":\"die\",\"id\":\"c1\",\"from\":\"box:1\",\"Type\":\"container\",\"Action\":\"die\","
              + "\"Actor\":{\"ID\":\"c1\",\"Attributes\":{\"image\":\"box:1\"}},\"scope\":\"local\","
              + "\"time\":1,\"timeNano\":1500000002}",
          event.toString());
    }
    refused(
        400, "invalid filter 'colour'", "GET", "/events?filters=%7B%22colour%22%3A%5B%5D%7D", null);
  }
}
