package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.jdock.http.internal.wire.HttpProblem;

/**
 * {@code NetworkingConfig.EndpointsConfig} of ContainerCreate. The engine joins a container to one
 * network; that one's name and MAC address are honoured, the rest is refused when it says anything.
 */
final class EndpointsConfig {
  private static final List<String> UNSUPPORTED =
      List.of("IPAMConfig", "Links", "Aliases", "DriverOpts");

  private EndpointsConfig() {}

  /** Puts what it says into the container's own configuration, where older clients have it. */
  static void apply(JsonObject networking, JsonObject config, JsonObject host) {
    var endpoints = CreateBody.object(networking, "EndpointsConfig");
    if (endpoints.size() > 1) {
      throw new HttpProblem(501, "a container can be connected to one network only");
    }
    for (var entry : endpoints.entrySet()) {
      var network = entry.getKey();
      var mode = text(host, "NetworkMode");
      if (mode.isEmpty()) {
        host.addProperty("NetworkMode", network);
      } else if (!canonical(mode).equals(canonical(network))) {
        throw HttpProblem.badRequest(
            "conflicting options: network mode %s and endpoint settings for network %s"
                .formatted(mode, network));
      }
      var settings = CreateBody.object(endpoints, network);
      for (var name : UNSUPPORTED) {
        var value = CreateBody.member(settings, name);
        if (value != null && UnsupportedSettings.says(value)) {
          throw new HttpProblem(
              501, "%s of the endpoint on network %s is not supported".formatted(name, network));
        }
      }
      macAddress(text(settings, "MacAddress"), config);
    }
  }

  private static void macAddress(String mac, JsonObject config) {
    if (mac.isEmpty()) {
      return;
    }
    var own = text(config, "MacAddress");
    if (own.isEmpty()) {
      config.entrySet().removeIf(e -> e.getKey().equalsIgnoreCase("MacAddress"));
      config.addProperty("MacAddress", mac);
    } else if (!own.equalsIgnoreCase(mac)) {
      throw HttpProblem.badRequest(
          "conflicting MAC addresses: the container's %s and its endpoint's %s"
              .formatted(own, mac));
    }
  }

  private static String canonical(String network) {
    return network.equals("default") ? "bridge" : network;
  }

  private static String text(JsonObject of, String name) {
    var value = CreateBody.member(of, name);
    return value instanceof JsonPrimitive p ? p.getAsString() : "";
  }
}
