package org.jdock.image.internal.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Which registries may speak HTTP or have unknown certificates: loopback, and what is listed. */
final class InsecureRegistries {
  private InsecureRegistries() {}

  /**
   * Whether a registry is among them; may ask the name service.
   *
   * @param domain host, with or without port
   * @param listed {@code host:port}, {@code host} or networks as {@code 10.0.0.0/8}
   */
  static boolean contains(String domain, List<String> listed) {
    if (listed.contains(domain)) {
      return true;
    }
    int colon = domain.lastIndexOf(':');
    String host = colon > domain.lastIndexOf(']') ? domain.substring(0, colon) : domain;
    List<String> networks = new ArrayList<>(List.of("127.0.0.0/8", "::1/128"));
    listed.stream().filter(l -> l.indexOf('/') > 0).forEach(networks::add);
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        for (String network : networks) {
          if (within(address, network)) {
            return true;
          }
        }
      }
      return false;
    } catch (UnknownHostException e) {
      return false; // the request itself will say so
    }
  }

  private static boolean within(InetAddress address, String network) throws UnknownHostException {
    int slash = network.indexOf('/');
    String base = network.substring(0, slash);
    if (!base.matches("[0-9.]+|[0-9a-fA-F:]+")) {
      return false; // a name would be looked up
    }
    byte[] wanted = InetAddress.getByName(base).getAddress();
    byte[] actual = address.getAddress();
    int bits;
    try {
      bits = Integer.parseInt(network.substring(slash + 1));
    } catch (NumberFormatException e) {
      return false;
    }
    if (wanted.length != actual.length || bits < 0 || bits > wanted.length * 8) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i & 7);
      if ((wanted[i >> 3] & mask) != (actual[i >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }
}
