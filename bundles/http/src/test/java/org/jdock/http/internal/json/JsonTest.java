package org.jdock.http.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParseException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  private final Json json = new Json();

  enum Policy {
    NO,
    UNLESS_STOPPED
  }

  record EndpointSettings(
      String ipAddress,
      int ipPrefixLen,
      @Nullable List<String> links,
      @Nullable String networkId) {}

  record Event(String status, Instant created, @Nullable Policy policy, Duration interval) {}

  record CpuStats(long onlineCpus) {}

  private String text(Object o) {
    return new String(json.bytes(o), StandardCharsets.UTF_8);
  }

  @Test
  void namesAndNullsFollowTheRuleAndItsExceptions() {
    assertEquals(
        "{\"IPAddress\":\"10.0.0.2\",\"IPPrefixLen\":16,\"Links\":null,"
            + "\"GlobalIPv6Address\":\"\",\"GlobalIPv6PrefixLen\":0,\"IPv6Gateway\":\"\"}",
        text(new EndpointSettings("10.0.0.2", 16, null, null)));
    assertEquals("{\"online_cpus\":2}", text(new CpuStats(2)));
  }

  @Test
  void timesDurationsAndEnumsAreDockers() throws IOException {
    var e =
        new Event(
            "<a&b>",
            Instant.parse("2026-01-02T03:04:05.120Z"),
            Policy.UNLESS_STOPPED,
            Duration.ofSeconds(1));
    var text =
        "{\"status\":\"<a&b>\",\"Created\":\"2026-01-02T03:04:05.12Z\","
            + "\"Policy\":\"unless-stopped\",\"Interval\":1000000000}";
    assertEquals(text, text(e));
    assertEquals(e, read(text, Event.class));
    assertEquals("2026-01-02T03:04:05Z", Scalars.rfc3339(Instant.parse("2026-01-02T03:04:05Z")));
    assertEquals(
        "2026-01-02T03:04:05.123456789Z",
        Scalars.rfc3339(Instant.parse("2026-01-02T03:04:05.123456789Z")));
    assertEquals(
        "2026-01-02T03:04:05.1Z", Scalars.rfc3339(Instant.parse("2026-01-02T04:04:05.1+01:00")));
  }

  @Test
  void mapsAreSortedAndKeepTheirNulls() {
    var map = new HashMap<String, @Nullable Object>();
    map.put("b", 1L);
    map.put("a", null);
    map.put("c", Map.of("z", List.of(), "y", 2.5));
    assertEquals("{\"a\":null,\"b\":1,\"c\":{\"y\":2.5,\"z\":[]}}", text(map));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    for (var bad :
        Arrays.asList("{", "[]", "{\"Policy\":\"x\"}", "{\"Created\":\"now\"}", "{'status':1}")) {
      assertThrows(JsonParseException.class, () -> read(bad, Event.class), bad);
    }
  }

  @Test
  void preparedBytesAreCopied() throws IOException {
    var out = new ByteArrayOutputStream();
    var one = new JsonBytes("{\"A\": 1}".getBytes(StandardCharsets.UTF_8));
    json.writeList(List.of(one, new CpuStats(1)).iterator(), out);
    assertEquals("[{\"A\": 1},{\"online_cpus\":1}]\n", out.toString(StandardCharsets.UTF_8));
  }

  private <T> @Nullable T read(String text, Class<T> type) throws IOException {
    return json.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), type);
  }
}
