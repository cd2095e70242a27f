package org.jdock.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests and answers, byte for byte where it matters to clients. */
class ApiTest extends ApiCase {
  @Test
  void itOffersServingAsLongAsItDoes() throws Exception {
    assertEquals(List.of(String.join(", ", api.sockets.addresses())), api.served);
    assertEquals(
        "rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(api.socket)));
    api.close();
    assertEquals("unregister", api.served.getLast());
    assertFalse(Files.exists(api.socket));
  }

  @Test
  void socketsThatCantBeOpenedSayWhyAndLeaveNothingBehind() {
    var good = "unix://" + dir.resolve("other.sock");
    for (var bad :
        List.of(
            "http://x",
            "unix://relative",
            "tcp://127.0.0.1",
            "tcp://127.0.0.1:99999",
            "unix://" + api.socket)) {
      var e = assertThrows(IOException.class, () -> Sockets.open(List.of(good, bad)));
      var about = bad.substring(bad.indexOf("//") + 2);
      assertTrue(e.getMessage().contains(about), e.getMessage());
      assertFalse(Files.exists(dir.resolve("other.sock")));
    }
    assertThrows(IOException.class, () -> Sockets.open(List.of()));
  }

  @Test
  void pingsAreNotCached() throws Exception {
    for (var method : List.of("GET", "HEAD")) {
      var answer = api.call(method, "/_ping", null);
      assertEquals(method.equals("GET") ? "OK" : "", answer.body());
      var headers = answer.headers();
      assertEquals(
          "no-cache, no-store, must-revalidate", headers.firstValue("Cache-Control").get());
      assertEquals("1.47", headers.firstValue("Api-Version").get());
      assertEquals("linux", headers.firstValue("OSType").get());
      assertEquals("1", headers.firstValue("Builder-Version").get());
      assertEquals("false", headers.firstValue("Docker-Experimental").get());
    }
  }

  @Test
  void createTakesDockersBodyAndIgnoresWhatItDoesNotKnow() throws Exception {
    var id =
        create(
            """
            {"Image":"box:1","Cmd":"ls","entrypoint":["/bin/x"],"NewField":{"a":[1]},"Env":null,
             "ExposedPorts":{"80/tcp":{}},"Volumes":{"/data":{}},
             "HostConfig":{"Binds":["/a:/b"],"NanoCpus":500000000,"CpusetCpus":"0","Dns":["1.1.1.1"],
               "PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}]},"BlkioWeight":0,
               "Ulimits":[{"Name":"nofile","Soft":1,"Hard":2}],"DeviceRequests":null,"Isolation":"",
               "RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3},"ConsoleSize":[0,0]},
             "NetworkingConfig":{"EndpointsConfig":{"default":{"MacAddress":"02:00:00:00:00:09",
               "Aliases":null,"IPAMConfig":null,"Links":null,"DriverOpts":null}}}}
            """);
    var box = api.containers.find(id);
    assertEquals(List.of("ls"), box.config.cmd());
    assertEquals(List.of("/bin/x"), box.config.entrypoint());
    assertNull(box.config.env());
    assertEquals(Map.of("80/tcp", Map.of()), box.config.exposedPorts());
    assertEquals("02:00:00:00:00:09", box.config.macAddress());
    assertEquals("default", box.host.networkMode());
    assertEquals(500_000_000, box.host.nanoCpus());
    assertEquals("8080", box.host.portBindings().get("80/tcp").getFirst().hostPort());
    assertEquals(2, box.host.ulimits().getFirst().hard());
    assertEquals(3, box.host.restartPolicy().maximumRetryCount());
    assertEquals("0", box.host.cpusetCpus());
  }

  @Test
  void createRefusesWhatItCannotDo() throws Exception {
    var path = "/containers/create";
    refused(400, "invalid JSON", "POST", path, "{\"Image\":");
    refused(400, "invalid JSON", "POST", path, "{\"Image\":\"b\",\"Tty\":\"maybe\"}");
    refused(400, "HostConfig is not an object", "POST", path, "{\"Image\":\"b\",\"HostConfig\":3}");
    refused(400, "EOF", "POST", path, null);
    refused(400, "config cannot be empty", "POST", path, "[]");
    refused(400, "no image", "POST", path, "{}");
    refused(404, "No such image: absent", "POST", path, "{\"Image\":\"absent\"}");
    refused(
        501,
        "DeviceRequests",
        "POST",
        path,
        "{\"Image\":\"b\",\"HostConfig\":{\"DeviceRequests\":[{\"Count\":-1}]}}");
    refused(
        501,
        "GwPriority",
        "POST",
        path,
        "{\"Image\":\"b\",\"NetworkingConfig\":{\"EndpointsConfig\":{\"a\":{},\"b\":"
            + "{\"GwPriority\":1}}}}");
    refused(
        501,
        "Aliases",
        "POST",
        path,
        "{\"Image\":\"b\",\"NetworkingConfig\":{\"EndpointsConfig\":{\"a\":{\"Aliases\":[\"x\"]}}}}");
    refused(
        501,
        "IPv6Address",
        "POST",
        path,
        "{\"Image\":\"b\",\"NetworkingConfig\":{\"EndpointsConfig\":"
            + "{\"a\":{\"IPAMConfig\":{\"IPv6Address\":\"fd00::4\"}}}}}");
    var other = path + "?platform=linux/s390x";
    refused(404, "wanted linux/s390x", "POST", other, "{\"Image\":\"b\"}");
    refused(400, "unknown operating system", "POST", path + "?platform=any", "{\"Image\":\"b\"}");
    assertTrue(api.containers.boxes.isEmpty());
  }

  @Test
  void inspectHasDockersNames() throws Exception {
    var id = create("{\"Image\":\"box:1\",\"HostConfig\":{\"NanoCpus\":5,\"AutoRemove\":true}}");
    var box = json("/containers/" + id + "/json").getAsJsonObject();
    assertFalse(box.has("SizeRw"));
    assertTrue(box.get("State").getAsJsonObject().has("OOMKilled"));
    var host = box.get("HostConfig").getAsJsonObject();
    assertEquals(5, host.get("NanoCpus").getAsInt());
    for (var name : List.of("CpusetCpus", "Dns", "Binds", "ShmSize", "UTSMode", "IpcMode")) {
      assertTrue(host.has(name), name);
    }
    assertTrue(host.get("Binds").isJsonNull());
    assertTrue(host.get("DeviceRequests").isJsonNull());
    assertEquals(0, host.get("BlkioWeight").getAsInt());
    var net = box.get("NetworkSettings").getAsJsonObject();
    for (var name :
        List.of(
            "SandboxID", "SandboxKey", "IPAddress", "IPPrefixLen", "EndpointID", "HairpinMode")) {
      assertTrue(net.has(name), name);
    }
    var bridge = net.get("Networks").getAsJsonObject().get("bridge").getAsJsonObject();
    assertEquals("n1", bridge.get("NetworkID").getAsString());
    assertEquals("", bridge.get("GlobalIPv6Address").getAsString());
    assertTrue(box.get("Config").getAsJsonObject().get("Cmd").isJsonNull());
    assertTrue(box.get("Mounts").getAsJsonArray().get(0).getAsJsonObject().has("RW"));
    assertEquals(
        50, json("/containers/box/json?size=1").getAsJsonObject().get("SizeRootFs").getAsInt());
    refused(404, "No such container: nobody", "GET", "/containers/nobody/json", null);
  }

  @Test
  void infoHasDockersNames() throws Exception {
    var info = json("/info").getAsJsonObject();
    for (var name :
        List.of(
            "ID",
            "NCPU",
            "CPUShares",
            "CPUSet",
            "BridgeNfIptables",
            "BridgeNfIp6tables",
            "NFd",
            "NEventsListener",
            "OSVersion",
            "HttpProxy",
            "HttpsProxy",
            "NoProxy",
            "InitBinary",
            "Isolation",
            "ContainerdCommit",
            "InitCommit")) {
      assertTrue(info.has(name), name);
    }
    assertTrue(info.get("GenericResources").isJsonNull());
    assertEquals("{\"ID\":\"c0ffee\",\"Expected\":\"\"}", info.get("RuncCommit").toString());
    assertEquals(
        "{\"InsecureRegistryCIDRs\":[\"127.0.0.0/8\"],\"IndexConfigs\":{\"docker.io\":{\"Name\":"
            + "\"docker.io\",\"Mirrors\":[],\"Secure\":true,\"Official\":true}},\"Mirrors\":[]}",
        info.get("RegistryConfig").toString());
  }

  @Test
  void filtersComeInTwoForms() throws Exception {
    json("/containers/json?all=1&filters=%7B%22label%22%3A%5B%22a%22%2C%22b%3Dc%22%5D%7D");
    json("/containers/json?limit=2&size=1&filters=%7B%22label%22%3A%7B%22a%22%3Atrue%7D%7D");
    assertEquals(
        List.of("list true 0 false {label=[a, b=c]}", "list true 2 true {label=[a]}"),
        api.containers.calls);
    refused(400, "invalid", "GET", "/containers/json?filters=%7B%22label%22", null);
    refused(400, "invalid filter", "GET", "/containers/json?filters=%7B%22label%22%3A3%7D", null);
    assertEquals("[]\n", api.get("/containers/json").body());
  }

  @Test
  void statusesAreDockers() throws Exception {
    create("{\"Image\":\"box:1\"}");
    assertEquals(204, api.call("POST", "/containers/box/start", null).statusCode());
    var again = api.call("POST", "/containers/box/start", null);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    refused(409, "cannot remove", "DELETE", "/containers/box", null);
    assertEquals(
        204, api.call("POST", "/containers/box/restart?t=5&signal=HUP", null).statusCode());
    assertEquals(204, api.call("POST", "/containers/box/pause", null).statusCode());
    assertEquals(204, api.call("POST", "/containers/box/unpause", null).statusCode());
    assertEquals(200, api.call("POST", "/containers/box/resize?h=5&w=6", null).statusCode());
    refused(400, "terminal size", "POST", "/containers/box/resize?h=5", null);
    assertEquals(204, api.call("POST", "/containers/box/kill?signal=TERM", null).statusCode());
    assertEquals(304, api.call("POST", "/containers/box/stop", null).statusCode());
    refused(400, "whole number", "POST", "/containers/box/stop?t=soon", null);
    assertEquals(204, api.call("DELETE", "/containers/box?v=1&force=1", null).statusCode());
    assertEquals(
        List.of(
            "restart box HUP 5",
            "pause box",
            "unpause box",
            "resize box 5x6",
            "kill box TERM",
            "stop box null null",
            "remove box true true"),
        api.containers.calls);
    for (var gap : List.of("changes", "export", "archive", "stats")) {
      refused(501, "is not supported", "GET", "/containers/box/" + gap, null);
    }
    refused(501, "is not supported", "POST", "/images/a/b/push", null);
    refused(404, "page not found", "GET", "/containers/box/nonsense", null);
  }

  @Test
  void imagesDifferByVersion() throws Exception {
    assertEquals(1234, first("/v1.43/images/json").get("VirtualSize").getAsInt());
    assertFalse(first("/v1.44/images/json").has("VirtualSize"));
    var bare = json("/v1.42/images/json").getAsJsonArray().get(1).getAsJsonObject();
    assertEquals("[\"<none>:<none>\"]", bare.get("RepoTags").toString());
    bare = json("/v1.43/images/json").getAsJsonArray().get(1).getAsJsonObject();
    assertEquals("[]", bare.get("RepoTags").toString());
    assertTrue(bare.get("Labels").isJsonNull());
    var image = json("/images/reg.local:5000/a/box:1/json").getAsJsonObject();
    assertEquals("2026-01-02T03:04:05.6Z", image.get("Created").getAsString());
    assertEquals("{\"Data\":null,\"Name\":\"overlay\"}", image.get("GraphDriver").toString());
    assertEquals("layers", image.get("RootFS").getAsJsonObject().get("Type").getAsString());
    var config = image.get("Config").getAsJsonObject();
    assertEquals("[\"A=b\"]", config.get("Env").toString());
    assertTrue(config.get("Entrypoint").isJsonNull());
    refused(404, "No such image", "GET", "/images/none/json", null);
    refused(404, "No such image", "GET", "/images/get?names=none", null);
  }

  @Test
  void credentialsAreLookedAtByThemselves() throws Exception {
    var body = "{\"username\":\"me\",\"password\":\"%s\",\"serveraddress\":\"reg:5000\"}";
    var answer = api.call("POST", "/auth", body.formatted("right"));
    assertEquals(200, answer.statusCode());
    assertEquals("{\"IdentityToken\":\"\",\"Status\":\"Login Succeeded\"}", answer.body().strip());
    assertEquals("me", api.images.auth.username());
    assertTrue(api.images.calls.contains("login reg:5000"));
    refused(401, "login attempt to reg:5000 failed", "POST", "/auth", body.formatted("wrong"));
  }

  @Test
  void pullsReportProgressAndTakeCredentials() throws Exception {
    var auth = "{\"username\":\"me\",\"password\":\"p?~>\",\"serveraddress\":\"r\"}";
    var header = Base64.getUrlEncoder().encodeToString(auth.getBytes(StandardCharsets.UTF_8));
    var path = "/images/create?fromImage=box&tag=1";
    var lines = api.call("POST", path, null, "X-Registry-Auth", header).body().lines().toList();
    assertEquals(
        "{\"status\":\"Pulling from box\",\"progressDetail\":{},\"id\":\"1\"}", lines.get(0));
    assertEquals(
        "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":500,\"total\":2000},"
            + "\"progress\":\"[============>                                      ]     500B/2kB\","
            + "\"id\":\"abc\"}",
        lines.get(1));
    assertEquals("{\"status\":\"Status: Downloaded newer image for box\"}", lines.get(3));
    assertEquals("me", api.images.auth.username());
    assertEquals("p?~>", api.images.auth.password());
    var corrupt = api.call("POST", "/images/create?fromImage=corrupt&tag=1", null);
    assertEquals(200, corrupt.statusCode());
    assertEquals(
        "{\"errorDetail\":{\"code\":500,\"message\":\"digest does not match\"},"
            + "\"error\":\"digest does not match\"}",
        corrupt.body().lines().toList().getLast());
    refused(500, "authentication required", "POST", "/images/create?fromImage=secret&tag=1", null);
    refused(501, "all tags", "POST", "/images/create?fromImage=reg:5000/box", null);
    refused(400, "fromImage", "POST", "/images/create", null);
    var bad = api.call("POST", path, null, "X-Registry-Auth", "!!");
    assertEquals(400, bad.statusCode());
    refused(400, "empty", "POST", "/images/load", null);
  }

  @Test
  void execsAreMadeStartedAndShown() throws Exception {
    create("{\"Image\":\"box:1\"}");
    var make = "{\"Cmd\":[\"ls\"],\"AttachStdout\":true}";
    refused(409, "is not running", "POST", "/containers/box/exec", make);
    api.containers.start("box");
    refused(400, "No exec command", "POST", "/containers/box/exec", "{}");
    var made = api.call("POST", "/containers/box/exec", make);
    assertEquals(201, made.statusCode());
    var id = JsonParser.parseString(made.body()).getAsJsonObject().get("Id").getAsString();
    var shown = json("/exec/" + id + "/json").getAsJsonObject();
    assertTrue(shown.get("Running").getAsBoolean());
    assertEquals(id, shown.get("ID").getAsString());
    assertEquals(
        "{\"tty\":false,\"entrypoint\":\"ls\",\"arguments\":[],\"privileged\":false,\"user\":\"\"}",
        shown.get("ProcessConfig").toString());
    var start = "{\"Detach\":false,\"Tty\":false,\"ConsoleSize\":[24,80]}";
    var request =
        "POST /exec/%s/start HTTP/1.1\r\nHost: d\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n"
                .formatted(id)
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(start.length(), start);
    try (var c = api.connect(request)) {
      var in = Channels.newInputStream(c);
      assertTrue(ApiFixture.head(in).startsWith("HTTP/1.1 101 UPGRADED\r\n"));
      assertEquals("\1\0\0\0\0\0\0\3ls\n", text(in.readAllBytes()));
    }
    assertEquals(3, json("/exec/" + id + "/json").getAsJsonObject().get("ExitCode").getAsInt());
    refused(404, "No such exec instance", "POST", "/exec/none/start", "{\"Detach\":true}");
  }

  @Test
  void anOlderClientsPruneIsOfAllVolumes() throws Exception {
    var older = api.call("POST", "/v1.41/volumes/prune", null).body();
    assertTrue(older.contains("\"VolumesDeleted\":[\"true\"]"), older);
    var newer = api.call("POST", "/v1.42/volumes/prune", null).body();
    assertTrue(newer.contains("\"VolumesDeleted\":[]"), newer);
  }

  @Test
  void whatImagesShareIsCounted() throws Exception {
    var usage = json("/system/df?type=image").getAsJsonObject();
    assertEquals(1235, usage.get("LayersSize").getAsLong());
    for (var image : usage.getAsJsonArray("Images")) {
      assertEquals(0, image.getAsJsonObject().get("SharedSize").getAsLong());
      assertTrue(image.getAsJsonObject().get("Containers").getAsLong() >= 0);
    }
  }

  @Test
  void volumesAndNetworks() throws Exception {
    var made = api.call("POST", "/volumes/create", "{\"Name\":\"v\",\"DriverOpts\":{\"a\":\"b\"}}");
    assertEquals(201, made.statusCode());
    var volume = JsonParser.parseString(made.body()).getAsJsonObject();
    assertFalse(volume.has("Anonymous"));
    assertEquals("{\"a\":\"b\"}", volume.get("Options").toString());
    assertTrue(json("/volumes").getAsJsonObject().get("Warnings").isJsonNull());
    Files.writeString(dir.resolve("data"), "12345");
    var usage = json("/system/df?type=volume").getAsJsonObject().get("Volumes").getAsJsonArray();
    var data = usage.get(0).getAsJsonObject().get("UsageData").getAsJsonObject();
    assertEquals("{\"Size\":5,\"RefCount\":0}", data.toString());
    assertEquals(204, api.call("DELETE", "/volumes/v", null).statusCode());
    assertEquals("{}", first("/networks").get("Containers").toString());
    var network = json("/networks/bridge").getAsJsonObject();
    assertEquals(
        "[\"c1\"]",
        network.get("Containers").getAsJsonObject().keySet().toString().replace("c1", "\"c1\""));
  }
}
