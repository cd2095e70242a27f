package org.jdock.container.internal.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.container.internal.exec.UserLookup;

/** The {@code process} object (OCI runtime-spec, config.md). */
final class ProcessSpec {
  private static final String PATH =
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private ProcessSpec() {}

  static JsonObject of(SpecInput in) {
    ContainerConfig config = in.definition().config();
    HostConfig host = in.definition().hostConfig();
    List<String> args = new ArrayList<>(in.definition().command());
    if (in.init().isPresent()) {
      args.addAll(0, List.of(LinuxMounts.INIT, "--"));
    }
    JsonObject process =
        Json.object(
            "terminal",
            config.tty(),
            "user",
            user(in.user()),
            "args",
            Json.array(args),
            "env",
            Json.array(environment(in)),
            "cwd",
            config.workingDir() == null || config.workingDir().isEmpty()
                ? "/"
                : config.workingDir(),
            "capabilities",
            capabilities(in.security().capabilities(), in.user().uid()),
            "noNewPrivileges",
            in.security().noNewPrivileges());
    if (in.security().appArmorProfile() != null) {
      process.addProperty("apparmorProfile", in.security().appArmorProfile());
    }
    if (in.security().seLinuxLabel() != null) {
      process.addProperty("selinuxLabel", in.security().seLinuxLabel());
    }
    if (host.oomScoreAdj() > 0 || (host.oomScoreAdj() < 0 && in.host().canRaiseLimits())) {
      process.addProperty("oomScoreAdj", host.oomScoreAdj());
    }
    JsonArray limits = Limits.of(host.ulimits(), in.host().canRaiseLimits());
    if (!limits.isEmpty()) {
      process.add("rlimits", limits);
    }
    return process;
  }

  private static JsonObject user(UserLookup.User user) {
    JsonObject json = Json.object("uid", user.uid(), "gid", user.gid());
    JsonArray more = new JsonArray();
    user.additionalGids().forEach(more::add);
    json.add("additionalGids", more);
    return json;
  }

  /** As root they hold; any other user starts with none but may get those in the bounding set. */
  static JsonObject capabilities(Set<String> granted, int uid) {
    Set<String> now = uid == 0 ? granted : Set.of();
    return Json.object(
        "bounding",
        Json.array(granted),
        "effective",
        Json.array(now),
        "permitted",
        Json.array(now));
  }

  /** What Docker sets, overridden by what was asked for; a name without a value is taken away. */
  static List<String> environment(SpecInput in) {
    ContainerConfig config = in.definition().config();
    Map<String, String> byName = new LinkedHashMap<>();
    put(byName, PATH);
    put(byName, "HOSTNAME=" + (config.hostname() == null ? "" : config.hostname()));
    if (config.tty()) {
      put(byName, "TERM=xterm");
    }
    if (config.env() != null) {
      for (String variable : config.env()) {
        put(byName, variable);
      }
    }
    byName.putIfAbsent("HOME", "HOME=" + in.user().home());
    return byName.values().stream().filter(v -> v.contains("=")).toList();
  }

  private static void put(Map<String, String> byName, String variable) {
    int eq = variable.indexOf('=');
    byName.put(eq < 0 ? variable : variable.substring(0, eq), variable);
  }
}
