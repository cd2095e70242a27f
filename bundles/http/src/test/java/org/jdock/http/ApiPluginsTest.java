package org.jdock.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Drivers as Docker's plugins. */
class ApiPluginsTest extends ApiCase {
  private static final String UPGRADE = "/plugins/log/json-file:1.0.0/upgrade?remote=";

  private JsonObject plugin(String name) throws Exception {
    return json("/plugins/" + name + "/json").getAsJsonObject();
  }

  private List<String> names(String filters) throws Exception {
    var query = URLEncoder.encode(filters, StandardCharsets.UTF_8);
    return json("/plugins?filters=" + query).getAsJsonArray().asList().stream()
        .map(p -> p.getAsJsonObject().get("Name").getAsString())
        .toList();
  }

  private String granted() throws Exception {
    return api.get("/plugins/privileges?remote=reg.local/x:1").body();
  }

  private void ok(String method, String path) throws Exception {
    var answer = api.call(method, path, null);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void aDriverHasSeveralNamesAndOneIdentifier() throws Exception {
    var id = plugin("log/json-file").get("Id").getAsString();
    assertTrue(id.matches("[0-9a-f]{64}"), id);
    for (var name :
        List.of(
            "json-file",
            "log/json-file:latest",
            "log/json-file:1.0.0",
            "docker.io/log/json-file:1.0.0",
            "log%2Fjson-file",
            id,
            id.substring(0, 12))) {
      assertEquals("log/json-file:1.0.0", plugin(name).get("Name").getAsString(), name);
    }
    api.drivers.put("json-file", "1.1.0", "ACTIVE", "", List.of());
    assertEquals(id, plugin("log/json-file").get("Id").getAsString());
    refused(404, "json-file has version 1.1.0", "GET", "/plugins/json-file:1.0.0/json", null);
    refused(404, "plugin \"nope:1\" not found", "GET", "/plugins/nope:1/json", null);
    refused(404, "plugin \"0000\" not found", "GET", "/plugins/0000/json", null);
  }

  @Test
  void whatTheyAreStandsInTheirDescription() throws Exception {
    api.drivers.put("bad", "1.0.0", "UNAVAILABLE", "no syslogd", List.of());
    var bad = plugin("bad");
    assertTrue(bad.get("Enabled").getAsBoolean());
    var config = bad.get("Config").getAsJsonObject();
    assertEquals("log driver, UNAVAILABLE; no syslogd", config.get("Description").getAsString());
    assertEquals(
        "[\"jdock.logdriver/1.0\",\"docker.logdriver/1.0\"]",
        config.get("Interface").getAsJsonObject().get("Types").toString());
    assertEquals("log/bad:1.0.0", bad.get("PluginReference").getAsString());
  }

  @Test
  void filters() throws Exception {
    api.drivers.put("off", "1.0.0", "DISABLED", "", List.of());
    assertEquals(List.of("log/off:1.0.0"), names("{\"enabled\":[\"false\"]}"));
    assertEquals(List.of("log/json-file:1.0.0"), names("{\"enabled\":{\"1\":true}}"));
    assertEquals(2, names("{\"capability\":[\"logdriver\"]}").size());
    assertEquals(List.of(), names("{\"capability\":[\"volumedriver\"]}"));
    var path = "/plugins?filters=";
    refused(400, "enabled", "GET", path + "%7B%22enabled%22%3A%5B%22x%22%5D%7D", null);
    refused(400, "colour", "GET", path + "%7B%22colour%22%3A%5B%22x%22%5D%7D", null);
  }

  @Test
  void theyAreDisabledEnabledAndRemoved() throws Exception {
    var path = "/plugins/log/json-file";
    refused(409, "plugin is already enabled", "POST", path + "/enable?timeout=0", null);
    refused(400, "negative timeout -1", "POST", path + "/enable?timeout=-1", null);
    refused(409, "in use by web", "POST", path + "/disable", null);
    ok("POST", path + "/disable?force=1");
    refused(409, "plugin is already disabled", "POST", path + "/disable", null);
    refused(409, "in use by web", "DELETE", path, null);
    ok("POST", path + "/enable?timeout=30");
    refused(409, "in use by web", "DELETE", path, null);
    api.drivers.put("idle", "1.0.0", "ACTIVE", "", List.of());
    refused(409, "plugin log/idle:1.0.0 is enabled", "DELETE", "/plugins/idle", null);
    ok("DELETE", "/plugins/idle?force=1");
    ok("DELETE", path + "?force=1");
    assertEquals("[]\n", api.get("/plugins").body());
  }

  @Test
  void whatCannotRunHereSaysSoWhenItIsEnabled() throws Exception {
    api.drivers.put("off", "1.0.0", "DISABLED", "", List.of());
    api.drivers.lack = "no syslogd: install it";
    refused(
        500,
        "plugin log/off:1.0.0 is enabled, and is UNAVAILABLE: no syslogd: install it",
        "POST",
        "/plugins/log/off/enable",
        null);
    assertTrue(plugin("off").get("Enabled").getAsBoolean());
  }

  @Test
  void whatIsPulledIsDisabledUntilItIsEnabled() throws Exception {
    var auth = "{\"username\":\"me\",\"password\":\"p\"}".getBytes(StandardCharsets.UTF_8);
    var header = Base64.getUrlEncoder().encodeToString(auth);
    var path = "/plugins/pull?name=&remote=reg.local/fresh:3";
    refused(403, "incorrect privileges", "POST", path, null);
    refused(403, "incorrect privileges", "POST", path, "[{\"Name\":\"network\"}]");
    var answer = api.call("POST", path, granted(), "X-Registry-Auth", header);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(
        "log/fresh:3.0.0", answer.headers().firstValue("Docker-Plugin-Name").orElseThrow());
    assertEquals(
        List.of(
            "{\"status\":\"Downloading\",\"progressDetail\":{},\"id\":\"abc\"}",
            "{\"status\":\"Installed, and disabled until it is enabled: log/fresh:3.0.0\"}"),
        answer.body().lines().toList());
    assertEquals("me", api.drivers.auth.username());
    assertFalse(plugin("fresh").get("Enabled").getAsBoolean());
    refused(409, "installed already", "POST", path, granted());
    refused(400, "alias", "POST", "/plugins/pull?name=a&remote=reg.local/x:1", granted());
    refused(400, "remote", "POST", "/plugins/pull", granted());
    refused(400, "remote", "GET", "/plugins/privileges", null);
  }

  @Test
  void whatIsUsedIsUpgraded() throws Exception {
    var next = plugin("log/json-file:next");
    assertFalse(next.get("Enabled").getAsBoolean());
    assertEquals("log/json-file:next", next.get("Name").getAsString());
    assertNotEquals(plugin("json-file").get("Id"), next.get("Id"));
    refused(400, "only be upgraded", "POST", "/plugins/log/json-file:next/enable", null);
    refused(
        400,
        "say which REMOTE",
        "POST",
        "/plugins/log/json-file:next/upgrade?remote=docker.io/log/json-file:1.0.0",
        granted());
    refused(403, "incorrect privileges", "POST", UPGRADE + "reg.local/x:2", "[]");
    var answer = api.call("POST", UPGRADE + "reg.local/x:2", granted());
    assertTrue(answer.body().contains("Serving now: log/json-file:2.0.0"), answer.body());
    var path = "/plugins/log/json-file:next/upgrade?remote=reg.local/x:3";
    assertTrue(api.call("POST", path, granted()).body().contains(":3.0.0"));
    assertEquals(
        List.of(
            "upgrade log/json-file oci:reg.local/x:2", "upgrade log/json-file oci:reg.local/x:3"),
        api.drivers.calls);
  }

  @Test
  void whatIsDisabledIsSoAfterItsUpgrade() throws Exception {
    api.drivers.put("json-file", "1.0.0", "DISABLED", "", List.of());
    var failed = api.call("POST", UPGRADE + "reg.local/x:bad", granted());
    assertTrue(failed.body().contains("\"error\":\"its probe failed\""), failed.body());
    assertFalse(plugin("json-file").get("Enabled").getAsBoolean());
    var said = api.call("POST", UPGRADE + "reg.local/x:2", granted());
    assertTrue(said.body().contains("Still disabled: log/json-file:2.0.0"), said.body());
    assertEquals("log/json-file:2.0.0", plugin("json-file").get("Name").getAsString());
    assertFalse(plugin("json-file").get("Enabled").getAsBoolean());
  }

  @Test
  void whatDriversHaveNotIsRefusedWithWhatTheyHave() throws Exception {
    refused(501, "driver install", "POST", "/plugins/create?name=x", null);
    refused(501, "jdock driver push", "POST", "/plugins/log/json-file/push", null);
    refused(501, "--log-opt", "POST", "/plugins/log/json-file/set", "[\"a=b\"]");
    refused(404, "page not found", "GET", "/plugins/log/json-file", null);
  }

  @Test
  void eventsHaveTheSameIdentifier() throws Exception {
    var about = Map.of("name", "log/json-file", "version", "1.0.0");
    api.events.at(1_700_000_000_000_000_000L, "plugin", "disable", "log/json-file", about);
    var id = plugin("json-file").get("Id").getAsString();
    for (var wanted : List.of("log/json-file", "log/json-file:1.0.0", id)) {
      var query = URLEncoder.encode("{\"plugin\":[\"" + wanted + "\"]}", StandardCharsets.UTF_8);
      var lines = api.get("/events?since=1&until=1700000001&filters=" + query).body();
      assertTrue(lines.contains("\"Actor\":{\"ID\":\"" + id + "\""), wanted + ": " + lines);
    }
  }
}
