package org.jdock.container.internal.create;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.spi.security.SecuritySettings;
import org.jspecify.annotations.Nullable;

/** Fills in what a request leaves open. */
public final class Defaults {
  private static final Gson GSON = new Gson();
  private static final long SHM = 64L << 20;

  private Defaults() {}

  /**
   * The host configuration with defaults.
   *
   * @param runtime that will run it
   * @param unified whether the host has version 2 of cgroups only
   * @param allowed what its security profile decided
   */
  public static HostConfig host(
      HostConfig asked,
      DaemonSettings settings,
      String runtime,
      boolean unified,
      SecuritySettings allowed) {
    JsonObject json = GSON.toJsonTree(asked).getAsJsonObject();
    json.add("logConfig", GSON.toJsonTree(log(asked.logConfig(), settings)));
    text(json, "networkMode", "default");
    text(json, "ipcMode", "private");
    text(json, "cgroupnsMode", unified && !asked.privileged() ? "private" : "host");
    json.addProperty("runtime", runtime);
    HostConfig.RestartPolicy policy = asked.restartPolicy();
    if (policy == null || policy.name() == null || policy.name().isEmpty()) {
      json.add("restartPolicy", GSON.toJsonTree(new HostConfig.RestartPolicy("no", 0)));
    }
    if (asked.shmSize() == 0) {
      json.addProperty("shmSize", SHM);
    }
    // Clients say so for "as the kernel has it"; Docker keeps nothing then.
    Long swappiness = asked.memorySwappiness();
    if (swappiness != null && swappiness == -1) {
      json.remove("memorySwappiness");
    }
    Long pids = asked.pidsLimit();
    if (pids != null && pids == 0) {
      json.remove("pidsLimit");
    }
    // Docker shows them, but for privileged containers.
    if (asked.maskedPaths() == null && !asked.privileged()) {
      json.add("maskedPaths", GSON.toJsonTree(allowed.maskedPaths()));
    }
    if (asked.readonlyPaths() == null && !asked.privileged()) {
      json.add("readonlyPaths", GSON.toJsonTree(allowed.readonlyPaths()));
    }
    return Objects.requireNonNull(GSON.fromJson(json, HostConfig.class));
  }

  private static HostConfig.LogConfig log(
      HostConfig.@Nullable LogConfig asked, DaemonSettings settings) {
    String type = asked == null ? null : asked.type();
    Map<String, String> options = new LinkedHashMap<>();
    if (type == null || type.isEmpty() || type.equals(settings.logDriver())) {
      type = settings.logDriver();
      options.putAll(settings.logOptions());
    }
    Map<String, String> own = asked == null ? null : asked.config();
    if (own != null) {
      options.putAll(own);
    }
    return new HostConfig.LogConfig(type, options);
  }

  /** The configuration with its host name. */
  public static ContainerConfig named(ContainerConfig config, String hostname) {
    String asked = config.hostname();
    if (asked != null && !asked.isEmpty()) {
      return config;
    }
    JsonObject json = GSON.toJsonTree(config).getAsJsonObject();
    json.addProperty("hostname", hostname);
    return Objects.requireNonNull(GSON.fromJson(json, ContainerConfig.class));
  }

  private static void text(JsonObject json, String name, String otherwise) {
    JsonElement now = json.get(name);
    if (now == null || now.isJsonNull() || now.getAsString().isEmpty()) {
      json.addProperty(name, otherwise);
    }
  }
}
