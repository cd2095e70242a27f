package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jdock.api.network.SandboxSpec;
import org.jdock.http.internal.wire.HttpProblem;

/**
 * {@code NetworkingConfig.EndpointsConfig} of ContainerCreate, and the one endpoint of
 * NetworkConnect. Addresses and MAC addresses are honoured, the rest is refused when it says
 * anything: aliases, since nothing resolves them.
 */
final class EndpointsConfig {
  private static final List<String> UNSUPPORTED =
      List.of("Aliases", "Links", "DriverOpts", "GwPriority");

  private EndpointsConfig() {}

  /**
   * Puts what it says of the container's network and its MAC address into the container's own
   * configuration, where older clients have it.
   *
   * @return what is wanted on each network; empty when that is nothing but to be on the one
   */
  static List<SandboxSpec.Endpoint> apply(
      JsonObject networking, JsonObject config, JsonObject host) {
    var endpoints = CreateBody.object(networking, "EndpointsConfig");
    mode(endpoints, host);
    var mode = canonical(text(host, "NetworkMode"));
    List<SandboxSpec.Endpoint> all = new ArrayList<>();
    for (var entry : endpoints.entrySet()) {
      var endpoint = endpoint(entry.getKey(), CreateBody.object(endpoints, entry.getKey()));
      if (canonical(endpoint.network()).equals(mode)) {
        macAddress(endpoint.macAddress(), config);
      }
      all.add(endpoint);
    }
    return all.size() == 1 && plain(all.getFirst()) ? List.of() : all;
  }

  private static boolean plain(SandboxSpec.Endpoint endpoint) {
    return endpoint.address().isEmpty(); // its MAC address is in the configuration now
  }

  private static void mode(JsonObject endpoints, JsonObject host) {
    if (endpoints.isEmpty()) {
      return;
    }
    var mode = text(host, "NetworkMode");
    var own =
        endpoints.keySet().stream()
            .filter(n -> canonical(n).equals(canonical(mode)))
            .findFirst()
            .orElse("");
    if (!own.isEmpty() && !mode.isEmpty()) {
      return;
    }
    var first = own.isEmpty() ? endpoints.keySet().iterator().next() : own;
    if (!mode.isEmpty() && !mode.equals("default")) {
      throw HttpProblem.badRequest(
          "conflicting options: network mode %s and endpoint settings for network %s"
              .formatted(mode, first));
    }
    host.entrySet().removeIf(e -> e.getKey().equalsIgnoreCase("NetworkMode"));
    host.addProperty("NetworkMode", first);
  }

  /**
   * What a container wants on a network.
   *
   * @throws HttpProblem 501 for settings that would be ignored
   */
  static SandboxSpec.Endpoint endpoint(String network, JsonObject settings) {
    for (var name : UNSUPPORTED) {
      refuse(settings, name, network);
    }
    var ipam = CreateBody.object(settings, "IPAMConfig");
    refuse(ipam, "IPv6Address", network);
    refuse(ipam, "LinkLocalIPs", network);
    return new SandboxSpec.Endpoint(
        network, text(ipam, "IPv4Address"), text(settings, "MacAddress"));
  }

  private static void refuse(JsonObject of, String name, String network) {
    var value = CreateBody.member(of, name);
    if (value != null && UnsupportedSettings.says(value)) {
      throw new HttpProblem(
          501, "%s of the endpoint on network %s is not supported".formatted(name, network));
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
    return network.equals("default") || network.isEmpty() ? "bridge" : network;
  }

  private static String text(JsonObject of, String name) {
    var value = CreateBody.member(of, name);
    return value instanceof JsonPrimitive p ? p.getAsString() : "";
  }
}
