package org.jdock.driver.network.bridge;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jdock.spi.DriverException;

/**
 * An address with the length of its network's prefix.
 *
 * @param address IPv4 or IPv6
 * @param prefix bits
 */
record Cidr(InetAddress address, int prefix) {
  /**
   * Reads {@code 172.17.0.2/16}.
   *
   * @throws DriverException INVALID
   */
  static Cidr parse(String text) throws DriverException {
    int slash = text.indexOf('/');
    if (slash > 0 && text.substring(slash + 1).matches("\\d{1,3}")) {
      InetAddress address = address(text.substring(0, slash));
      int prefix = Integer.parseInt(text.substring(slash + 1));
      if (prefix <= address.getAddress().length * 8) {
        return new Cidr(address, prefix);
      }
    }
    throw new DriverException(DriverException.Kind.INVALID, "invalid CIDR address: " + text);
  }

  /**
   * Reads an address without asking a name server.
   *
   * @throws DriverException INVALID
   */
  static InetAddress address(String text) throws DriverException {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new DriverException(DriverException.Kind.INVALID, "invalid IP address: " + text, e);
    }
  }

  boolean isV4() {
    return address instanceof Inet4Address;
  }

  /** The network's first address with the prefix, as firewall rules show it. */
  String network() {
    byte[] octets = address.getAddress();
    for (int bit = prefix; bit < octets.length * 8; bit++) {
      octets[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    try {
      return InetAddress.getByAddress(octets).getHostAddress() + "/" + prefix;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // of four or sixteen octets it can't be
    }
  }
}
