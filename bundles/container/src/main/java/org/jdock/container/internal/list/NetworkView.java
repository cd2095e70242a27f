package org.jdock.container.internal.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.container.ContainerSummary;
import org.jdock.api.container.HostConfig;
import org.jdock.api.container.NetworkSettings;
import org.jdock.api.network.Sandbox;
import org.jdock.api.network.SandboxSpec;
import org.jdock.container.internal.create.Ports;
import org.jdock.container.internal.state.Snapshot;
import org.jspecify.annotations.Nullable;

/** A container's network as inspections and lists show it. */
final class NetworkView {
  private NetworkView() {}

  static Map<String, NetworkSettings.EndpointSettings> networks(Snapshot c) {
    Map<String, NetworkSettings.EndpointSettings> all = new LinkedHashMap<>();
    List<SandboxSpec.Endpoint> wanted = c.definition().networks();
    Sandbox s = c.state().sandbox();
    if (s != null) {
      for (Sandbox.Endpoint e : s.endpoints()) {
        all.put(
            e.network(),
            new NetworkSettings.EndpointSettings(
                null,
                e.networkId(),
                e.endpointId(),
                e.gateway(),
                e.address(),
                e.prefixLength(),
                e.macAddress()));
      }
    } else if (wanted != null) {
      wanted.forEach(w -> all.put(named(w.network()), stopped()));
    } else {
      all.put(named(String.valueOf(c.definition().hostConfig().networkMode())), stopped());
    }
    return all;
  }

  private static String named(String mode) {
    return mode.equals("default") ? "bridge" : mode;
  }

  private static NetworkSettings.EndpointSettings stopped() {
    return new NetworkSettings.EndpointSettings(null, "", "", "", "", 0, "");
  }

  static NetworkSettings settings(Snapshot c) {
    Sandbox s = c.state().sandbox();
    if (s == null) {
      return new NetworkSettings("", "", "", Map.of(), "", "", "", 0, "", networks(c));
    }
    return new NetworkSettings(
        "",
        s.id(),
        s.namespace() == null ? "" : s.namespace().toString(),
        ports(c, s),
        s.endpointId(),
        s.gateway(),
        s.address(),
        s.prefixLength(),
        s.macAddress(),
        networks(c));
  }

  /** By port; null for one that is exposed but not published, as Docker has it. */
  @SuppressWarnings("NullAway") // the Engine API wants null in this place
  private static Map<String, List<HostConfig.PortBinding>> ports(Snapshot c, Sandbox s) {
    Map<String, List<HostConfig.PortBinding>> all = new LinkedHashMap<>();
    Ports.exposed(c.definition().config()).forEach(p -> all.put(p, null));
    for (SandboxSpec.Port port : s.ports()) {
      String key = port.containerPort() + "/" + port.protocol();
      List<HostConfig.PortBinding> bound = all.get(key);
      if (bound == null) {
        bound = new ArrayList<>();
        all.put(key, bound);
      }
      bound.add(new HostConfig.PortBinding(ip(port), Integer.toString(port.hostPort())));
    }
    return all;
  }

  static List<ContainerSummary.Port> summary(Snapshot c) {
    @Nullable Sandbox s = c.state().sandbox();
    if (s == null) {
      return List.of();
    }
    List<ContainerSummary.Port> all = new ArrayList<>();
    List<String> exposed = new ArrayList<>(Ports.exposed(c.definition().config()));
    for (SandboxSpec.Port port : s.ports()) {
      exposed.remove(port.containerPort() + "/" + port.protocol());
      all.add(
          new ContainerSummary.Port(
              ip(port), port.containerPort(), port.hostPort(), port.protocol()));
    }
    for (String port : exposed) {
      int slash = port.indexOf('/');
      all.add(
          new ContainerSummary.Port(
              null, Integer.parseInt(port.substring(0, slash)), null, port.substring(slash + 1)));
    }
    return all;
  }

  private static String ip(SandboxSpec.Port port) {
    return port.hostAddress().isEmpty() ? "0.0.0.0" : port.hostAddress();
  }
}
