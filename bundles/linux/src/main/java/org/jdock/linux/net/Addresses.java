package org.jdock.linux.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Internet addresses and the kernel's form of them. */
final class Addresses {
  static final int INET = 2;
  static final int INET6 = 10;

  private Addresses() {}

  static int family(InetAddress address) {
    return address instanceof Inet4Address ? INET : INET6;
  }

  static InetAddress of(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The network's last address; prefixes of 31 and more have none. */
  static byte[] broadcast(InetAddress address, int prefix) {
    byte[] octets = address.getAddress();
    for (int bit = prefix; bit < 32; bit++) {
      octets[bit / 8] |= (byte) (0x80 >> bit % 8);
    }
    return octets;
  }
}
