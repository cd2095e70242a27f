package org.jdock.spi.network;

import java.util.List;
import java.util.Map;

/**
 * A network as it shall be.
 *
 * @param id the engine's identifier, 64 hexadecimal digits
 * @param name as users know it
 * @param subnets at most one IPv4 and one IPv6
 * @param internal true when nothing shall be routed out of it
 * @param options driver options, checked by {@code options()}
 */
public record NetworkSpec(
    String id, String name, List<Subnet> subnets, boolean internal, Map<String, String> options) {
  /** Keeps its own copies. */
  public NetworkSpec {
    subnets = List.copyOf(subnets);
    options = Map.copyOf(options);
  }
}
