package org.jdock.container.internal.spec;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jspecify.annotations.Nullable;

/** A container's {@code config.json} (OCI runtime-spec 1.0.2). */
public final class OciSpec {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private OciSpec() {}

  /** As text. */
  public static String json(SpecInput in) {
    return GSON.toJson(of(in));
  }

  static JsonObject of(SpecInput in) {
    ContainerConfig config = in.definition().config();
    HostConfig host = in.definition().hostConfig();
    JsonObject spec =
        Json.object(
            "ociVersion",
            "1.0.2",
            "process",
            ProcessSpec.of(in),
            "root",
            Json.object(
                "path",
                in.layout().rootfs(in.definition().id()).toString(),
                "readonly",
                host.readonlyRootfs()),
            "mounts",
            LinuxMounts.of(in),
            "linux",
            linux(in));
    if (!"host".equals(host.utsMode()) && config.hostname() != null) {
      spec.addProperty("hostname", config.hostname());
    }
    if (host.annotations() != null && !host.annotations().isEmpty()) {
      JsonObject annotations = new JsonObject();
      host.annotations().forEach(annotations::addProperty);
      spec.add("annotations", annotations);
    }
    return spec;
  }

  private static JsonObject linux(SpecInput in) {
    HostConfig host = in.definition().hostConfig();
    Devices devices = Devices.of(host, in.security().allDevices());
    JsonObject linux =
        Json.object(
            "namespaces",
            namespaces(in),
            "resources",
            Resources.of(host, in.host(), devices.rules()),
            "cgroupsPath",
            cgroupsPath(in),
            "devices",
            devices.files(),
            "maskedPaths",
            Json.array(in.security().maskedPaths()),
            "readonlyPaths",
            Json.array(in.security().readonlyPaths()));
    if (in.security().seccomp() != null) {
      linux.add("seccomp", JsonParser.parseString(in.security().seccomp()));
    }
    Map<String, String> sysctls = sysctls(in);
    if (!sysctls.isEmpty()) {
      JsonObject json = new JsonObject();
      sysctls.forEach(json::addProperty);
      linux.add("sysctl", json);
    }
    return linux;
  }

  static String cgroupsPath(SpecInput in) {
    String own = in.definition().hostConfig().cgroupParent();
    String parent = own == null || own.isEmpty() ? in.cgroupParent() : own;
    return "/"
        + parent.replaceFirst("^/+", "").replaceFirst("/+$", "")
        + "/"
        + in.definition().id();
  }

  /** Docker's defaults hold only in a network namespace of the container's own. */
  private static Map<String, String> sysctls(SpecInput in) {
    Map<String, String> all = new TreeMap<>();
    HostConfig host = in.definition().hostConfig();
    boolean ownNetwork = in.sandbox().namespace() != null;
    if (ownNetwork && !host.privileged()) {
      all.put("net.ipv4.ip_unprivileged_port_start", "0");
      all.put("net.ipv4.ping_group_range", "0 2147483647");
    }
    if (host.sysctls() != null) {
      all.putAll(host.sysctls());
    }
    String domain = in.definition().config().domainname();
    if (domain != null && !domain.isEmpty() && !"host".equals(host.utsMode())) {
      all.putIfAbsent("kernel.domainname", domain);
    }
    return all;
  }

  private static JsonArray namespaces(SpecInput in) {
    HostConfig host = in.definition().hostConfig();
    JsonArray all = new JsonArray();
    all.add(Json.object("type", "mount"));
    Path network = in.sandbox().namespace();
    if (network != null) {
      all.add(Json.object("type", "network", "path", network.toString()));
    }
    unless(host.utsMode(), "uts", all);
    unless(host.pidMode(), "pid", all);
    unless(host.ipcMode(), "ipc", all);
    String cgroup = host.cgroupnsMode();
    boolean asked = cgroup != null && !cgroup.isEmpty();
    if (asked ? "private".equals(cgroup) : in.host().unified() && !host.privileged()) {
      all.add(Json.object("type", "cgroup"));
    }
    return all;
  }

  private static void unless(@Nullable String mode, String type, JsonArray all) {
    if (!"host".equals(mode)) {
      all.add(Json.object("type", type));
    }
  }
}
