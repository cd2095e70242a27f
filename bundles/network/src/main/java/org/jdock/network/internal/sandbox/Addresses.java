package org.jdock.network.internal.sandbox;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdock.api.ProblemException;
import org.jdock.network.internal.address.AddressPool;
import org.jdock.network.internal.address.Range;
import org.jdock.network.internal.network.Network;

/** The addresses of all networks; a pool for each range of each. Thread-safe. */
final class Addresses {
  private final Map<String, AddressPool> pools = new ConcurrentHashMap<>();

  private AddressPool pool(Network network) {
    return pools.computeIfAbsent(
        network.id() + network.subnet(),
        key -> {
          Range whole = Range.parse(network.subnet());
          String part = network.terms().ipRange();
          return new AddressPool(
              whole, part.isEmpty() ? whole : Range.parse(part), Range.number(network.gateway()));
        });
  }

  /** The next free one. */
  String take(Network network) {
    return Range.text(pool(network).take());
  }

  /**
   * The one that a user wants.
   *
   * @throws ProblemException INVALID or FORBIDDEN, in Docker's words
   */
  void take(Network network, String address) {
    if (!network.terms().chosen()) {
      throw ProblemException.invalid(
          "invalid config for network "
              + network.name()
              + ": invalid endpoint settings:\nuser specified IP address is supported only when"
              + " connecting to networks with user configured subnets");
    }
    pool(network).take(Range.number(address));
  }

  void note(Network network, String address) {
    pool(network).note(Range.number(address));
  }

  void give(Network network, String address) {
    pool(network).give(Range.number(address));
  }

  /** The network is gone. */
  void forget(Network network) {
    pools.remove(network.id() + network.subnet());
  }

  /** As Docker derives it: {@code 02:42} and the address. */
  static String mac(String address) {
    int number = Range.number(address);
    byte[] octets = {
      2, 0x42, (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
    };
    return HexFormat.ofDelimiter(":").formatHex(octets);
  }
}
