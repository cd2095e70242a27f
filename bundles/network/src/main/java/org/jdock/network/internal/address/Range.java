package org.jdock.network.internal.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jdock.api.ProblemException;

/**
 * An IPv4 range.
 *
 * @param first its network address as a number
 * @param prefix length, 0 to 32
 */
public record Range(int first, int prefix) {
  /** Clears the host's part. */
  public Range {
    if (prefix < 0 || prefix > 32) {
      throw ProblemException.invalid("invalid prefix length: " + prefix);
    }
    first &= mask(prefix);
  }

  /** Reads {@code 172.17.0.1/16}; the host's part is dropped. */
  public static Range parse(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0 || !cidr.substring(slash + 1).matches("\\d{1,2}")) {
      throw ProblemException.invalid("invalid CIDR address: " + cidr);
    }
    int prefix = Integer.parseInt(cidr.substring(slash + 1));
    return new Range(number(cidr.substring(0, slash)), prefix);
  }

  /** An address as a number. */
  public static int number(String address) {
    try {
      return number(Inet4Address.ofLiteral(address));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("invalid IPv4 address: " + address);
    }
  }

  /** An address as a number. */
  public static int number(InetAddress address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }

  /** A number as an address. */
  public static String text(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }

  /** How many addresses. */
  public long size() {
    return 1L << (32 - prefix);
  }

  /** The address at an offset. */
  public int at(long offset) {
    return (int) (Integer.toUnsignedLong(first) + offset);
  }

  /** Whether they share an address. */
  public boolean overlaps(Range other) {
    int mask = mask(Math.min(prefix, other.prefix));
    return (first & mask) == (other.first & mask);
  }

  /** Whether it is in it. */
  public boolean contains(int address) {
    return (address & mask(prefix)) == first;
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  @Override
  public String toString() {
    return text(first) + "/" + prefix;
  }
}
