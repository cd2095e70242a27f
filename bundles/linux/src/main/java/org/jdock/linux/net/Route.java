package org.jdock.linux.net;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A unicast route of the main table.
 *
 * @param destination the network; for the default route the zero address of its family
 * @param prefix length in bits; 0 for the default route
 * @param gateway the next hop, or null if the network is on the link
 * @param index of the interface; 0 lets the kernel find it by the gateway
 * @param metric priority, lower is better; 0 is the kernel's default
 */
public record Route(
    InetAddress destination, int prefix, @Nullable InetAddress gateway, int index, int metric) {
  private static final int MAIN = 254;
  private static final int UNICAST = 1;

  /** The default route by a gateway. */
  public static Route byDefault(InetAddress gateway, int index) {
    return new Route(Addresses.of(new byte[gateway.getAddress().length]), 0, gateway, index, 0);
  }

  /** A network that is on the link. */
  public static Route onLink(InetAddress destination, int prefix, int index) {
    return new Route(destination, prefix, null, index, 0);
  }

  /** struct rtmsg and what follows; null for other tables and types. */
  static @Nullable Route read(ByteBuffer body) {
    int family = body.get(0);
    int prefix = Byte.toUnsignedInt(body.get(1));
    int table = Byte.toUnsignedInt(body.get(4));
    int type = body.get(7);
    if (type != UNICAST || (family != Addresses.INET && family != Addresses.INET6)) {
      return null;
    }
    var a = new Attributes(body.position(12));
    if (a.number(15, table) != MAIN) {
      return null;
    }
    byte[] to = a.bytes(1);
    byte[] by = a.bytes(5);
    return new Route(
        Addresses.of(to == null ? new byte[family == Addresses.INET ? 4 : 16] : to),
        prefix,
        by == null ? null : Addresses.of(by),
        a.number(4, 0),
        a.number(6, 0));
  }

  /** RTM_NEWROUTE or RTM_DELROUTE of it. */
  Message message(int messageType, int flags) {
    int scope = gateway == null && destination instanceof java.net.Inet4Address ? 253 : 0;
    int protocol = 3; // boot, as the ip command does
    var m =
        new Message(messageType, flags)
            .route(Addresses.family(destination), prefix, MAIN, protocol, scope, UNICAST);
    if (prefix > 0) {
      m.attribute(1, destination.getAddress());
    }
    if (gateway != null) {
      m.attribute(5, gateway.getAddress());
    }
    if (index > 0) {
      m.number(4, index);
    }
    if (metric > 0) {
      m.number(6, metric);
    }
    return m;
  }
}
