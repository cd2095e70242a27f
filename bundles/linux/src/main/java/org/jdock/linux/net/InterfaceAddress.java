package org.jdock.linux.net;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An address of an interface.
 *
 * @param index of the interface
 * @param address IPv4 or IPv6
 * @param prefix length of the network's part in bits
 * @param scope 0 global, 253 link, 254 host
 */
public record InterfaceAddress(int index, InetAddress address, int prefix, int scope) {
  /** struct ifaddrmsg and what follows. */
  static @Nullable InterfaceAddress read(ByteBuffer body) {
    int prefix = Byte.toUnsignedInt(body.get(1));
    int scope = Byte.toUnsignedInt(body.get(3));
    int index = body.getInt(4);
    var a = new Attributes(body.position(8));
    byte[] local = a.bytes(2); // IFA_LOCAL; IFA_ADDRESS is the peer's where they differ
    byte[] address = local == null ? a.bytes(1) : local;
    return address == null
        ? null
        : new InterfaceAddress(index, Addresses.of(address), prefix, scope);
  }
}
