package org.jdock.network.internal.sandbox;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdock.network.internal.address.AddressPool;
import org.jdock.network.internal.address.Range;
import org.jdock.network.internal.network.Network;

/** The addresses of all networks; a pool for each range of each. Thread-safe. */
final class Addresses {
  private final Map<String, AddressPool> pools = new ConcurrentHashMap<>();

  private AddressPool pool(Network network) {
    return pools.computeIfAbsent(
        network.id() + network.subnet(),
        key -> new AddressPool(Range.parse(network.subnet()), Range.number(network.gateway())));
  }

  String take(Network network) {
    return Range.text(pool(network).take());
  }

  void note(Network network, String address) {
    pool(network).note(Range.number(address));
  }

  void give(Network network, String address) {
    pool(network).give(Range.number(address));
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
