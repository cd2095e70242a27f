package org.jdock.http.internal.endpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.jdock.http.internal.wire.HttpProblem;

/** Settings of Docker's HostConfig that the engine's has no room for: refused, never ignored. */
final class UnsupportedSettings {
  private static final List<String> NAMES =
      List.of(
          "BlkioWeight",
          "BlkioWeightDevice",
          "BlkioDeviceReadBps",
          "BlkioDeviceWriteBps",
          "BlkioDeviceReadIOps",
          "BlkioDeviceWriteIOps",
          "Cgroup",
          "CpuCount",
          "CpuPercent",
          "CpuRealtimePeriod",
          "CpuRealtimeRuntime",
          "DeviceCgroupRules",
          "DeviceRequests",
          "IOMaximumBandwidth",
          "IOMaximumIOps",
          "KernelMemory",
          "KernelMemoryTCP");

  private UnsupportedSettings() {}

  static void refuse(JsonObject hostConfig) {
    for (var name : NAMES) {
      var value = CreateBody.member(hostConfig, name);
      if (value != null && says(value)) {
        throw unsupported(name);
      }
    }
    var isolation = CreateBody.member(hostConfig, "Isolation");
    if (isolation instanceof JsonPrimitive p && !List.of("", "default").contains(p.getAsString())) {
      throw HttpProblem.badRequest(
          "invalid isolation \"%s\": Linux has only default".formatted(p.getAsString()));
    }
  }

  private static HttpProblem unsupported(String name) {
    return new HttpProblem(501, "HostConfig.%s is not supported by this engine".formatted(name));
  }

  /** Whether a value is more than what clients send for nothing. */
  static boolean says(JsonElement value) {
    if (value instanceof JsonPrimitive p) {
      return p.isNumber()
          ? p.getAsDouble() != 0
          : p.isBoolean() ? p.getAsBoolean() : !p.getAsString().isEmpty();
    }
    return value.isJsonArray()
        ? !value.getAsJsonArray().isEmpty()
        : value.isJsonObject() && !value.getAsJsonObject().isEmpty();
  }
}
