package org.jdock.network.internal.address;

import java.util.HashSet;
import java.util.Set;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;

/**
 * The addresses of one network. Goes round, so that an address that was given back is used again as
 * late as possible: caches of its old owner still name it. Thread-safe.
 */
public final class AddressPool {
  private final Range range;
  private final Set<Integer> taken = new HashSet<>();
  private long next;

  /** Neither the gateway nor the range's first and last address are given out. */
  public AddressPool(Range range, int gateway) {
    this.range = range;
    taken.add(gateway);
    if (range.prefix() < 31) {
      taken.add(range.at(0));
      taken.add(range.at(range.size() - 1));
    }
  }

  /**
   * The next free address.
   *
   * @throws ProblemException UNAVAILABLE when there is none
   */
  public synchronized int take() {
    for (long tried = 0; tried < range.size(); tried++) {
      int address = range.at(next);
      next = (next + 1) % range.size();
      if (taken.add(address)) {
        return address;
      }
    }
    throw new ProblemException(
        Problem.UNAVAILABLE, "no available IPv4 addresses on this network's address pools");
  }

  /** Notes that an address is in use already, and goes on after it. */
  public synchronized void note(int address) {
    if (range.contains(address)) {
      taken.add(address);
      long offset = Integer.toUnsignedLong(address) - Integer.toUnsignedLong(range.first());
      next = Math.max(next, (offset + 1) % range.size());
    }
  }

  /** Gives one back. */
  public synchronized void give(int address) {
    taken.remove(address);
  }
}
