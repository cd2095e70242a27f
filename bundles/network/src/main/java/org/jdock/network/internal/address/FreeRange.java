package org.jdock.network.internal.address;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.linux.net.Netlink;
import org.jspecify.annotations.Nullable;

/** Finds a range that nothing on the host uses. */
public final class FreeRange {
  /**
   * Ranges of one size.
   *
   * @param base what they are cut out of
   * @param size length of their prefix
   */
  public record Pool(Range base, int size) {
    /** A driver's. */
    public static Pool of(String base, int size) {
      Range range = Range.parse(base);
      if (size < range.prefix() || size > 30) {
        throw ProblemException.invalid("invalid address pool: " + base + " in parts of /" + size);
      }
      return new Pool(range, size);
    }
  }

  /** Docker's default pools, in its order. */
  public static final List<Pool> DEFAULT = defaults();

  private FreeRange() {}

  private static List<Pool> defaults() {
    List<Pool> all = new ArrayList<>();
    for (int i = 17; i < 32; i++) {
      all.add(Pool.of("172." + i + ".0.0/16", 16));
    }
    all.add(Pool.of("192.168.0.0/16", 20));
    return List.copyOf(all);
  }

  /**
   * The first that is free.
   *
   * @param used what it may not overlap
   * @throws ProblemException UNAVAILABLE
   */
  public static Range choose(List<Pool> pools, Collection<Range> used) {
    for (Pool pool : pools) {
      Range free = free(pool, used);
      if (free != null) {
        return free;
      }
    }
    throw new ProblemException(
        Problem.UNAVAILABLE,
        "all predefined address pools have been fully subnetted: there is no available,"
            + " non-overlapping IPv4 address pool; choose one with --subnet, or with --bip for the"
            + " default bridge");
  }

  private static @Nullable Range free(Pool pool, Collection<Range> used) {
    long first = Integer.toUnsignedLong(pool.base().first());
    long end = first + pool.base().size();
    while (first < end) {
      Range candidate = new Range((int) first, pool.size());
      long next = first + candidate.size();
      boolean free = true;
      for (Range other : used) {
        if (candidate.overlaps(other)) {
          free = false;
          long after = Integer.toUnsignedLong(other.first()) + other.size();
          while (next < after) { // a wide one takes many at once
            next += candidate.size() * Math.max(1, (after - next) / candidate.size());
          }
        }
      }
      if (free) {
        return candidate;
      }
      first = next;
    }
    return null;
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
