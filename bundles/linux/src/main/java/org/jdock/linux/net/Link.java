package org.jdock.linux.net;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A network interface as it was when asked.
 *
 * @param index unique in its namespace
 * @param name up to 15 characters
 * @param flags IFF_* of netdevice(7)
 * @param mtu in bytes
 * @param mac null if it is no Ethernet address (loopback has one, of zeros)
 * @param master index of the bridge it belongs to, or 0
 * @param peer index of a veth's other end in *its* namespace, or 0
 * @param kind "bridge", "veth"; null for hardware and loopback
 * @param statistics counters since it was made
 */
public record Link(
    int index,
    String name,
    int flags,
    int mtu,
    @Nullable MacAddress mac,
    int master,
    int peer,
    @Nullable String kind,
    LinkStatistics statistics) {
  private static final int UP = 1;
  private static final int RUNNING = 0x40;

  /** Whether it is set up (which says nothing of the cable). */
  public boolean up() {
    return (flags & UP) != 0;
  }

  /** Whether it is operational: a veth whose peer is up too. */
  public boolean running() {
    return (flags & RUNNING) != 0;
  }

  /** struct ifinfomsg and what follows. */
  static Link read(ByteBuffer body) {
    int index = body.getInt(4);
    int flags = body.getInt(8);
    var a = new Attributes(body.position(16));
    byte[] mac = a.bytes(1);
    String name = a.text(3);
    return new Link(
        index,
        name == null ? "" : name,
        flags,
        a.number(4, 0),
        mac == null || mac.length != 6 ? null : MacAddress.of(mac),
        a.number(10, 0),
        a.number(5, 0),
        a.nested(18).text(1),
        LinkStatistics.read(a.bytes(23)));
  }
}
