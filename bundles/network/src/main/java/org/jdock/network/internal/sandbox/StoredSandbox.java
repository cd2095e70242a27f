package org.jdock.network.internal.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.api.network.Sandbox;
import org.jdock.api.network.SandboxSpec;
import org.jdock.spi.network.Sandboxing;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox as it is stored.
 *
 * @param containerId whose
 * @param containerName without a leading slash
 * @param id 64 hexadecimal digits
 * @param sandboxing what its networks' drivers said
 * @param endpoints in the order in which it was joined
 * @param ports published, by way of the endpoint that leads out
 */
record StoredSandbox(
    String containerId,
    String containerName,
    String id,
    Sandboxing sandboxing,
    List<StoredEndpoint> endpoints,
    List<Port> ports) {
  /**
   * A published port.
   *
   * @param given the host address that the user gave; empty for none
   * @param hostAddress the one that holds
   */
  record Port(String protocol, int containerPort, String given, String hostAddress, int hostPort) {}

  StoredSandbox {
    endpoints = List.copyOf(endpoints);
    ports = List.copyOf(ports);
  }

  /** Of a daemon that knew one network for each sandbox. */
  static JsonObject modern(JsonObject stored) {
    if (stored.has("network")) {
      boolean connected = stored.get("sandboxing").getAsString().equals("CONNECTED");
      JsonObject endpoint = new JsonObject();
      endpoint.add("network", stored.get("network"));
      endpoint.add("id", stored.get("endpointId"));
      endpoint.addProperty("interfaceName", connected ? "eth0" : "");
      endpoint.add("macAddress", stored.get("macAddress"));
      endpoint.add("address", stored.get("address"));
      JsonArray endpoints = new JsonArray();
      endpoints.add(endpoint);
      stored.add("endpoints", endpoints);
    }
    return stored;
  }

  /** Those that drivers join. */
  List<StoredEndpoint> connected() {
    return endpoints.stream().filter(StoredEndpoint::connected).toList();
  }

  boolean hasNamespace() {
    return sandboxing != Sandboxing.HOST;
  }

  /** The first endpoint that leads out; null for none. */
  @Nullable StoredEndpoint gateway() {
    for (StoredEndpoint e : endpoints) {
      if (e.leadsOut()) {
        return e;
      }
    }
    return null;
  }

  /** Its endpoint on a network; null for none. */
  @Nullable StoredEndpoint on(String networkId) {
    for (StoredEndpoint e : endpoints) {
      if (e.network().id().equals(networkId)) {
        return e;
      }
    }
    return null;
  }

  StoredSandbox with(StoredEndpoint endpoint) {
    List<StoredEndpoint> all = new ArrayList<>(endpoints);
    all.add(endpoint);
    return with(all);
  }

  StoredSandbox without(StoredEndpoint endpoint) {
    List<StoredEndpoint> all = new ArrayList<>(endpoints);
    all.remove(endpoint);
    return with(all);
  }

  private StoredSandbox with(List<StoredEndpoint> others) {
    return new StoredSandbox(containerId, containerName, id, sandboxing, others, ports);
  }

  /** As the container bundle wants it. */
  Sandbox shown(Path namespace) {
    StoredEndpoint out = gateway();
    if (out == null && !endpoints.isEmpty()) {
      out = endpoints.getFirst();
    }
    Sandbox.Endpoint first =
        out == null ? new Sandbox.Endpoint("", "", "", "", "", 0, "") : out.shown();
    return new Sandbox(
        containerId,
        id,
        hasNamespace() ? namespace : null,
        first.network(),
        first.networkId(),
        first.endpointId(),
        first.macAddress(),
        first.address(),
        first.prefixLength(),
        first.gateway(),
        ports.stream()
            .map(p ->
                new SandboxSpec.Port(
                    p.protocol(), p.containerPort(), p.hostAddress(), p.hostPort(), p.hostPort()))
            .toList(),
        endpoints.stream().map(StoredEndpoint::shown).toList());
  }
}
