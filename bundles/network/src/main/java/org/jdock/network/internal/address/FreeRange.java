package org.jdock.network.internal.address;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.linux.net.Netlink;

/** Finds a range that nothing on the host uses. */
public final class FreeRange {
  private FreeRange() {}

  /** Docker's default pools, in its order. */
  static List<Range> candidates() {
    List<Range> all = new ArrayList<>();
    for (int i = 17; i < 32; i++) {
      all.add(Range.parse("172." + i + ".0.0/16"));
    }
    for (int i = 0; i < 256; i += 16) {
      all.add(Range.parse("192.168." + i + ".0/20"));
    }
    return all;
  }

  /**
   * The first that is free.
   *
   * @param used what it may not overlap
   */
  public static Range choose(List<Range> used) {
    return candidates().stream()
        .filter(c -> used.stream().noneMatch(c::overlaps))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                Problem.UNAVAILABLE,
                "could not find an available, non-overlapping IPv4 address pool for the"
                    + " default bridge: choose one with --bip"));
  }

  /** What the calling thread's network namespace uses: routes and addresses. Platform threads. */
  public static List<Range> used() throws IOException {
    List<Range> used = new ArrayList<>();
    try (Netlink netlink = Netlink.open()) {
      for (var route : netlink.routes()) {
        if (route.destination() instanceof Inet4Address to && route.prefix() > 0) {
          used.add(new Range(Range.number(to), route.prefix()));
        }
      }
      for (var address : netlink.addresses()) {
        if (address.address() instanceof Inet4Address at) {
          used.add(new Range(Range.number(at), address.prefix()));
        }
      }
    }
    return used;
  }
}
