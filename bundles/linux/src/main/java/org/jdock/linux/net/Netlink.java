package org.jdock.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * Links, addresses and routes of one network namespace: that of the thread which opened it, whoever
 * calls it later.
 *
 * <p>Not thread-safe. Every call waits for the kernel: mostly well below a millisecond, but
 * deleting a veth or a bridge takes 70-90 ms, and all wait for each other. Platform threads only.
 * What exists already fails with EEXIST, what is missing with ENODEV (links), EADDRNOTAVAIL
 * (addresses) or ESRCH (routes).
 */
public final class Netlink implements AutoCloseable {
  private static final int NEWLINK = 16;
  private static final int DELLINK = 17;
  private static final int GETLINK = 18;
  private static final int SETLINK = 19;
  private static final int NEWADDR = 20;
  private static final int DELADDR = 21;
  private static final int GETADDR = 22;
  private static final int NEWROUTE = 24;
  private static final int DELROUTE = 25;
  private static final int GETROUTE = 26;
  private static final int NEW = Message.CREATE | Message.EXCL | Message.ACK;
  private static final int AF_BRIDGE = 7;
  private static final int UP = 1;
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_MASTER = 10;
  private static final int IFLA_PROTINFO = 12;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_NET_NS_FD = 28;
  private static final int KIND = 1;
  private static final int DATA = 2;
  private static final int VETH_INFO_PEER = 1;
  private static final int BRPORT_MODE = 4;
  private static final int NODAD = 2;

  private final NetlinkSocket socket;

  private Netlink(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** In the calling thread's network namespace. */
  public static Netlink open() throws SyscallException {
    return new Netlink(NetlinkSocket.open());
  }

  /** All interfaces. */
  public List<Link> links() throws IOException {
    return socket.ask(
        "list links", Link::read, new Message(GETLINK, Message.DUMP).link(0, 0, 0, 0));
  }

  /** An interface by its name. */
  public Optional<Link> link(String name) throws IOException {
    return one(
        "link " + name, new Message(GETLINK, 0).link(0, 0, 0, 0).text(IFLA_IFNAME, check(name)));
  }

  /** An interface by its index. */
  public Optional<Link> link(int index) throws IOException {
    return one("link " + index, new Message(GETLINK, 0).link(0, index, 0, 0));
  }

  private Optional<Link> one(String what, Message question) throws SyscallException {
    try {
      return socket.ask(what, Link::read, question).stream().findFirst();
    } catch (SyscallException e) {
      if (e.is(Errno.ENODEV)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The index of an interface that must exist (ENODEV). */
  public int index(String name) throws IOException {
    return link(name)
        .orElseThrow(() -> new SyscallException("link", name, Errno.ENODEV.number()))
        .index();
  }

  /**
   * Makes a bridge, down, without spanning tree.
   *
   * @param mac null for a random one (set one: else a bridge takes the lowest of its ports')
   * @param mtu in bytes, 0 for the kernel's default
   * @return its index
   */
  public int createBridge(String name, @Nullable MacAddress mac, int mtu) throws IOException {
    var m = new Message(NEWLINK, NEW).link(0, 0, 0, 0);
    describe(m, name, mac, mtu);
    m.nest(IFLA_LINKINFO, () -> m.text(KIND, "bridge"));
    socket.change("create bridge " + name, m);
    return index(name);
  }

  /**
   * Makes a pair of interfaces, down; the other end right in its namespace.
   *
   * @return the index of the end here
   */
  public int createVeth(Veth veth) throws IOException {
    var m = new Message(NEWLINK, NEW).link(0, 0, 0, 0);
    describe(m, veth.name(), veth.mac(), veth.mtu());
    if (veth.master() > 0) {
      m.number(IFLA_MASTER, veth.master());
    }
    m.nest(
        IFLA_LINKINFO,
        () -> {
          m.text(KIND, "veth");
          m.nest(DATA, () -> m.nest(VETH_INFO_PEER, () -> describePeer(m, veth)));
        });
    socket.change("create veth " + veth.name(), m);
    return index(veth.name());
  }

  private static void describePeer(Message m, Veth veth) {
    m.link(0, 0, 0, 0);
    describe(m, veth.peerName(), veth.peerMac(), veth.mtu());
    Fd namespace = veth.peerNamespace();
    if (namespace != null) {
      m.number(IFLA_NET_NS_FD, namespace.number());
    }
  }

  private static void describe(Message m, String name, @Nullable MacAddress mac, int mtu) {
    m.text(IFLA_IFNAME, check(name));
    if (mac != null) {
      m.attribute(IFLA_ADDRESS, mac.octets());
    }
    if (mtu > 0) {
      m.number(IFLA_MTU, mtu);
    }
  }

  /** The kernel takes names of 1 to 15 bytes without a slash or a space. */
  private static String check(String name) {
    if (name.isEmpty() || name.length() > 15 || !name.matches("[!-.0-~]+")) {
      throw new IllegalArgumentException("not a name for an interface: \"" + name + '"');
    }
    return name;
  }

  /** Sets it up. */
  public void setUp(int index) throws IOException {
    change("set up", index, new Message(NEWLINK, Message.ACK).link(0, index, UP, UP));
  }

  /** Sets it down. */
  public void setDown(int index) throws IOException {
    change("set down", index, new Message(NEWLINK, Message.ACK).link(0, index, 0, UP));
  }

  /** Makes it a port of a bridge; 0 takes it out of its bridge. */
  public void setMaster(int index, int master) throws IOException {
    change("set master of", index, set(index).number(IFLA_MASTER, master));
  }

  /** In bytes. */
  public void setMtu(int index, int mtu) throws IOException {
    change("set mtu of", index, set(index).number(IFLA_MTU, mtu));
  }

  /** Its Ethernet address; some drivers want it to be down. */
  public void setMac(int index, MacAddress mac) throws IOException {
    change("set address of", index, set(index).attribute(IFLA_ADDRESS, mac.octets()));
  }

  /** Gives it another name; older kernels want it to be down (EBUSY). */
  public void rename(int index, String name) throws IOException {
    change("rename", index, set(index).text(IFLA_IFNAME, check(name)));
  }

  /** Moves it to another network namespace, where it is down and has no addresses. */
  public void setNamespace(int index, Fd namespace) throws IOException {
    change("move", index, set(index).number(IFLA_NET_NS_FD, namespace.number()));
  }

  /** Whether frames may go out by the bridge port they came in by. */
  public void setHairpin(int index, boolean on) throws IOException {
    var m = new Message(SETLINK, Message.ACK).link(AF_BRIDGE, index, 0, 0);
    change("set hairpin of", index, m.nest(IFLA_PROTINFO, () -> m.flag(BRPORT_MODE, on)));
  }

  /** Whether hairpin mode is on; false for what is no port of a bridge. */
  public boolean hairpin(int index) throws IOException {
    var dump = new Message(GETLINK, Message.DUMP).link(AF_BRIDGE, 0, 0, 0);
    return !socket
        .ask(
            "list bridge ports",
            body -> {
              boolean this1 = body.getInt(4) == index;
              var port = new Attributes(body.position(16)).nested(IFLA_PROTINFO);
              return this1 && port.octet(BRPORT_MODE, 0) == 1 ? port : null;
            },
            dump)
        .isEmpty();
  }

  /** Deletes it (with the other end, of a veth): 70-90 ms. */
  public void delete(int index) throws IOException {
    change("delete", index, new Message(DELLINK, Message.ACK).link(0, index, 0, 0));
  }

  private static Message set(int index) {
    return new Message(NEWLINK, Message.ACK).link(0, index, 0, 0);
  }

  private void change(String what, int index, Message message) throws SyscallException {
    socket.change(what + " link " + index, message);
  }

  /** Gives an interface an address; of IPv6 without waiting for duplicates to be found. */
  public void addAddress(int index, InetAddress address, int prefix) throws IOException {
    int family = Addresses.family(address);
    int flags = family == Addresses.INET6 ? NODAD : 0;
    var m =
        new Message(NEWADDR, NEW)
            .address(family, prefix, flags, address.isLoopbackAddress() ? 254 : 0, index)
            .attribute(2, address.getAddress())
            .attribute(1, address.getAddress());
    if (family == Addresses.INET && prefix < 31) {
      m.attribute(4, Addresses.broadcast(address, prefix));
    }
    change("add " + address.getHostAddress() + "/" + prefix + " to", index, m);
  }

  /** Takes it away. */
  public void removeAddress(int index, InetAddress address, int prefix) throws IOException {
    var m =
        new Message(DELADDR, Message.ACK)
            .address(Addresses.family(address), prefix, 0, 0, index)
            .attribute(2, address.getAddress());
    change("remove " + address.getHostAddress() + "/" + prefix + " from", index, m);
  }

  /** All addresses of all interfaces. */
  public List<InterfaceAddress> addresses() throws IOException {
    return socket.ask(
        "list addresses",
        InterfaceAddress::read,
        new Message(GETADDR, Message.DUMP).address(0, 0, 0, 0, 0));
  }

  /** All addresses of an interface. */
  public List<InterfaceAddress> addresses(int index) throws IOException {
    return addresses().stream().filter(a -> a.index() == index).toList();
  }

  /** Adds it; its interface must be up, its gateway reachable. */
  public void addRoute(Route route) throws IOException {
    socket.change("add " + route, route.message(NEWROUTE, NEW));
  }

  /** Takes it away. */
  public void removeRoute(Route route) throws IOException {
    socket.change("remove " + route, route.message(DELROUTE, Message.ACK));
  }

  /** The unicast routes of the main table, IPv4 and IPv6. */
  public List<Route> routes() throws IOException {
    return socket.ask(
        "list routes", Route::read, new Message(GETROUTE, Message.DUMP).route(0, 0, 0, 0, 0, 0));
  }

  @Override
  public void close() {
    socket.close();
  }
}
