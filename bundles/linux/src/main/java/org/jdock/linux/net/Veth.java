package org.jdock.linux.net;

import org.jdock.linux.Fd;
import org.jspecify.annotations.Nullable;

/**
 * A pair of Ethernet interfaces to be made. Immutable: each method returns a changed one.
 *
 * @param name of the end in the socket's namespace
 * @param mac of that end, null for a random one
 * @param mtu of both ends, 0 for the kernel's default
 * @param master index of the bridge which that end belongs to, or 0
 * @param peerName of the other end
 * @param peerMac of the other end, null for a random one
 * @param peerNamespace where the other end is made; null for the socket's namespace; stays open
 */
public record Veth(
    String name,
    @Nullable MacAddress mac,
    int mtu,
    int master,
    String peerName,
    @Nullable MacAddress peerMac,
    @Nullable Fd peerNamespace) {

  /** Both ends in the socket's namespace. */
  public static Veth of(String name, String peerName) {
    return new Veth(name, null, 0, 0, peerName, null, null);
  }

  /** With this address of the end here. */
  public Veth withMac(MacAddress value) {
    return new Veth(name, value, mtu, master, peerName, peerMac, peerNamespace);
  }

  /** With this MTU of both ends, in bytes. */
  public Veth withMtu(int value) {
    return new Veth(name, mac, value, master, peerName, peerMac, peerNamespace);
  }

  /** With the end here a port of this bridge. */
  public Veth withMaster(int index) {
    return new Veth(name, mac, mtu, index, peerName, peerMac, peerNamespace);
  }

  /** With this address of the other end. */
  public Veth withPeerMac(MacAddress value) {
    return new Veth(name, mac, mtu, master, peerName, value, peerNamespace);
  }

  /** With the other end in this network namespace. */
  public Veth withPeerNamespace(Fd value) {
    return new Veth(name, mac, mtu, master, peerName, peerMac, value);
  }
}
