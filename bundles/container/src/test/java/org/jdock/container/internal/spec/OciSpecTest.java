package org.jdock.container.internal.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdock.api.network.Sandbox;
import org.jdock.container.internal.Samples;
import org.jdock.container.internal.exec.UserLookup;
import org.jdock.container.internal.mounts.MountList;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.store.Layout;
import org.jdock.spi.security.SecurityHost;
import org.jdock.spi.security.SecuritySettings;
import org.junit.jupiter.api.Test;

class OciSpecTest {
  private static final String ID = "a".repeat(64);

  private static JsonObject spec(String config, String host, int uid) {
    var c = Samples.config(config);
    var h = Samples.host(host);
    Definition d =
        new Definition(
            ID,
            "web",
            1,
            "sha256:i",
            c,
            h,
            List.of("sh", "-c", "true"),
            "overlay2",
            "runc",
            "default",
            MountList.of(c, h, List.of()),
            null,
            null);
    SecuritySettings security =
        new SecuritySettings(
            Set.of("CAP_CHOWN"),
            "{\"defaultAction\":\"SCMP_ACT_ALLOW\"}",
            true,
            null,
            null,
            List.of("/proc/kcore"),
            List.of("/proc/sys"),
            h.privileged(),
            h.privileged());
    Sandbox sandbox =
        new Sandbox(
            ID,
            "s",
            Path.of("/run/netns/x"),
            "bridge",
            "n",
            "e",
            "",
            "10.0.0.2",
            16,
            "10.0.0.1",
            List.of());
    SecurityHost facts = new SecurityHost("amd64", "6.0", Set.of(), true, false, false);
    return OciSpec.of(
        new SpecInput(
            d,
            new Layout(Path.of("/data"), Path.of("/exec")),
            new UserLookup.User(uid, 7, List.of(8), "/home/x"),
            security,
            sandbox,
            new HostFacts(false, true, true, facts),
            "jdock/main",
            Optional.empty()));
  }

  private static List<String> destinations(JsonObject spec) {
    List<String> all = new ArrayList<>();
    for (JsonElement m : spec.getAsJsonArray("mounts")) {
      all.add(m.getAsJsonObject().get("destination").getAsString());
    }
    return all;
  }

  @Test
  void theProcessIsDockers() {
    JsonObject process =
        spec("{hostname:h,tty:true,env:['A=1','PATH=/p','B']}", "{}", 0).getAsJsonObject("process");
    assertEquals(
        "[\"PATH=/p\",\"HOSTNAME=h\",\"TERM=xterm\",\"A=1\",\"HOME=/home/x\"]",
        process.getAsJsonArray("env").toString());
    assertEquals("/", process.get("cwd").getAsString());
    assertEquals("[\"sh\",\"-c\",\"true\"]", process.getAsJsonArray("args").toString());
    assertTrue(process.get("noNewPrivileges").getAsBoolean());
    assertEquals(
        "[\"CAP_CHOWN\"]",
        process.getAsJsonObject("capabilities").getAsJsonArray("effective").toString());
  }

  @Test
  void anotherUserHasOnlyTheBoundingSet() {
    JsonObject capabilities =
        spec("{}", "{}", 5).getAsJsonObject("process").getAsJsonObject("capabilities");
    assertEquals("[\"CAP_CHOWN\"]", capabilities.getAsJsonArray("bounding").toString());
    assertEquals("[]", capabilities.getAsJsonArray("effective").toString());
    assertEquals("[]", capabilities.getAsJsonArray("permitted").toString());
  }

  @Test
  void mountsComeInDockersOrderAndByDepth() {
    JsonObject spec =
        spec("{}", "{binds:['/x:/a/b','/y:/a:ro','/z:/etc/hosts'],tmpfs:{'/t':''}}", 0);
    assertEquals(
        List.of(
            "/proc",
            "/dev",
            "/dev/pts",
            "/sys",
            "/sys/fs/cgroup",
            "/dev/mqueue",
            "/dev/shm",
            "/etc/resolv.conf",
            "/etc/hostname",
            "/a",
            "/t",
            "/a/b",
            "/etc/hosts"),
        destinations(spec));
    JsonArray mounts = spec.getAsJsonArray("mounts");
    assertTrue(mounts.get(6).toString().contains("size=67108864"));
    assertTrue(mounts.get(9).toString().contains("\"ro\",\"rprivate\""));
    assertTrue(mounts.get(3).toString().contains("\"ro\""));
  }

  @Test
  void namespacesFollowTheModes() {
    String own = spec("{}", "{}", 0).getAsJsonObject("linux").get("namespaces").toString();
    assertTrue(own.contains("\"path\":\"/run/netns/x\""));
    assertTrue(own.contains("pid") && own.contains("uts") && own.contains("ipc"));
    assertFalse(own.contains("cgroup"));
    String host =
        spec("{hostname:h}", "{pidMode:host,utsMode:host,ipcMode:host,cgroupnsMode:private}", 0)
            .getAsJsonObject("linux")
            .get("namespaces")
            .toString();
    assertFalse(host.contains("pid") || host.contains("uts") || host.contains("ipc"));
    assertTrue(host.contains("cgroup"));
  }

  @Test
  void withoutInterProcessCommunicationThereIsNoSharedMemory() {
    assertTrue(spec("{}", "{ipcMode:private}", 0).get("mounts").toString().contains("/dev/shm"));
    assertFalse(spec("{}", "{ipcMode:none}", 0).get("mounts").toString().contains("/dev/shm"));
  }

  @Test
  void aNegativeLimitOfProcessesIsNone() {
    JsonObject resources =
        spec("{}", "{pidsLimit:-5}", 0).getAsJsonObject("linux").getAsJsonObject("resources");
    assertFalse(resources.has("pids"));
  }

  @Test
  void resourcesComeFromTheHostConfiguration() {
    JsonObject linux =
        spec("{}", "{memory:10000000,nanoCpus:500000000,pidsLimit:9,cpusetCpus:'0'}", 0)
            .getAsJsonObject("linux");
    JsonObject resources = linux.getAsJsonObject("resources");
    assertEquals("{\"limit\":10000000,\"swap\":20000000}", resources.get("memory").toString());
    assertEquals(
        "{\"period\":100000,\"quota\":50000,\"cpus\":\"0\"}", resources.get("cpu").toString());
    assertEquals("{\"limit\":9}", resources.get("pids").toString());
    assertFalse(
        resources.getAsJsonArray("devices").get(0).getAsJsonObject().get("allow").getAsBoolean());
    assertEquals("/jdock/main/" + ID, linux.get("cgroupsPath").getAsString());
    assertEquals(
        "SCMP_ACT_ALLOW", linux.getAsJsonObject("seccomp").get("defaultAction").getAsString());
  }
}
