package org.jdock.network.internal.network;

import java.util.List;
import java.util.Map;
import org.jdock.spi.network.NetworkSpec;
import org.jdock.spi.network.Subnet;

/**
 * A network as it is stored.
 *
 * @param id 64 hexadecimal digits
 * @param name as users know it
 * @param driver its driver's name
 * @param created RFC 3339
 * @param subnet such as {@code 172.17.0.0/16}; empty for a network without addresses
 * @param gateway such as {@code 172.17.0.1}; empty likewise
 * @param options the driver's
 * @param labels any
 */
public record Network(
    String id,
    String name,
    String driver,
    String created,
    String subnet,
    String gateway,
    Map<String, String> options,
    Map<String, String> labels) {
  /** Where ports are published that name no address. */
  private static final String BIND = "com.docker.network.bridge.host_binding_ipv4";

  /** Keeps its own copies. */
  public Network {
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
  }

  /** As its driver wants it. */
  public NetworkSpec spec() {
    return new NetworkSpec(
        id,
        name,
        subnet.isEmpty() ? List.of() : List.of(new Subnet(subnet, gateway)),
        false,
        options);
  }

  /** The host address of ports that name none. */
  public String bindAddress() {
    return options.getOrDefault(BIND, "0.0.0.0");
  }

  /** The same with another range and other options. */
  Network with(String newSubnet, String newGateway, Map<String, String> newOptions) {
    return new Network(id, name, driver, created, newSubnet, newGateway, newOptions, labels);
  }
}
