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
  private final Range whole;
  private final Range range;
  private final Set<Integer> taken = new HashSet<>();
  private long next;

  /** All of a range is given out. */
  public AddressPool(Range range, int gateway) {
    this(range, range, gateway);
  }

  /**
   * Neither the gateway nor the range's first and last address are given out.
   *
   * @param whole all addresses of the network
   * @param range those that are given out to who asks for none; a part of the whole
   */
  public AddressPool(Range whole, Range range, int gateway) {
    this.whole = whole;
    this.range = range;
    taken.add(gateway);
    if (whole.prefix() < 31) {
      taken.add(whole.at(0));
      taken.add(whole.at(whole.size() - 1));
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

  /**
   * Takes this one.
   *
   * @throws ProblemException INVALID when it is not of this network, FORBIDDEN when it is taken
   */
  public synchronized void take(int address) {
    if (!whole.contains(address)) {
      throw ProblemException.invalid(
          "invalid endpoint settings:\nno configured subnet contains IP address "
              + Range.text(address));
    }
    if (!taken.add(address)) {
      throw new ProblemException(Problem.FORBIDDEN, "Address already in use");
    }
  }

  /** Notes that an address is in use already, and goes on after it. */
  public synchronized void note(int address) {
    if (whole.contains(address)) {
      taken.add(address);
    }
    if (range.contains(address)) {
      long offset = Integer.toUnsignedLong(address) - Integer.toUnsignedLong(range.first());
      next = Math.max(next, (offset + 1) % range.size());
    }
  }

  /** Gives one back. */
  public synchronized void give(int address) {
    taken.remove(address);
  }
}
