package org.jdock.network.internal.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdock.network.internal.address.Range;
import org.jdock.spi.network.NetworkSpec;
import org.jdock.spi.network.Subnet;
import org.jspecify.annotations.Nullable;

/**
 * A network as it is stored.
 *
 * @param id 64 hexadecimal digits
 * @param name as users know it
 * @param driver its driver's name
 * @param created RFC 3339
 * @param subnet such as {@code 172.17.0.0/16}; empty for a network without addresses
 * @param gateway such as {@code 172.17.0.1}; empty likewise
 * @param options the driver's, as they were given
 * @param labels any
 * @param terms what else was settled when a user made it
 */
public record Network(
    String id,
    String name,
    String driver,
    String created,
    String subnet,
    String gateway,
    Map<String, String> options,
    Map<String, String> labels,
    Terms terms) {
  /** Where ports are published that name no address. */
  private static final String BIND = "com.docker.network.bridge.host_binding_ipv4";

  /**
   * What only networks that users made have.
   *
   * @param ipRange the part of the subnet that is given out; empty for all of it
   * @param chosen whether its user chose the subnet, and so may choose addresses
   * @param internal whether nothing is routed out of it
   * @param attachable as it was asked for
   * @param defaults what the driver took for options that were not given: a change of its
   *     configuration holds for later networks
   */
  public record Terms(
      String ipRange,
      boolean chosen,
      boolean internal,
      boolean attachable,
      Map<String, String> defaults) {
    static final Terms NONE = new Terms("", false, false, false, Map.of());

    /** Keeps its own copy. */
    public Terms {
      defaults = Map.copyOf(defaults);
    }
  }

  /** Keeps its own copies. */
  public Network {
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
    terms = terms == null ? Terms.NONE : terms; // as stored before users could make any
  }

  /** As its driver wants it. */
  public NetworkSpec spec() {
    return new NetworkSpec(
        id,
        name,
        subnet.isEmpty() ? List.of() : List.of(new Subnet(subnet, gateway)),
        terms.internal(),
        effective());
  }

  private Map<String, String> effective() {
    Map<String, String> all = new HashMap<>(terms.defaults());
    all.putAll(options);
    return all;
  }

  /** Its addresses; null when it has none. */
  public @Nullable Range range() {
    return subnet.isEmpty() ? null : Range.parse(subnet);
  }

  /** Bits of an address that are the network's; 0 when it has none. */
  public int prefixLength() {
    return subnet.isEmpty() ? 0 : Integer.parseInt(subnet.substring(subnet.indexOf('/') + 1));
  }

  /** The host address of ports that name none. */
  public String bindAddress() {
    return effective().getOrDefault(BIND, "0.0.0.0");
  }

  /** The same with another range and other options. */
  Network with(String newSubnet, String newGateway, Map<String, String> newOptions) {
    return new Network(id, name, driver, created, newSubnet, newGateway, newOptions, labels, terms);
  }
}
