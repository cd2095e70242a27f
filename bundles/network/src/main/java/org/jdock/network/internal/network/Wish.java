package org.jdock.network.internal.network;

import java.util.ArrayList;
import java.util.List;
import org.jdock.api.ProblemException;
import org.jdock.api.network.NetworkDetails;
import org.jdock.network.internal.address.Range;
import org.jspecify.annotations.Nullable;

/**
 * The range that a user wants for a network, checked as Docker does (moby, daemon/network/ipam).
 *
 * @param subnet null for any
 * @param ipRange null for all of the subnet
 * @param gateway null for the subnet's first address
 */
record Wish(@Nullable Range subnet, @Nullable Range ipRange, @Nullable String gateway) {
  /**
   * Reads it.
   *
   * @throws ProblemException INVALID with all that is wrong, UNSUPPORTED for IPv6
   */
  static Wish of(List<NetworkDetails.Range> ranges) {
    if (ranges.size() > 1) {
      throw ProblemException.unsupported("a network takes one subnet");
    }
    if (ranges.isEmpty()) {
      return new Wish(null, null, null);
    }
    NetworkDetails.Range asked = ranges.getFirst();
    List<String> wrong = new ArrayList<>();
    Range subnet = range("subnet", asked.subnet(), wrong);
    Range part = range("ip-range", asked.ipRange(), wrong);
    String gateway = asked.gateway() == null || asked.gateway().isEmpty() ? null : asked.gateway();
    if (subnet == null) {
      if (wrong.isEmpty() && (part != null || gateway != null)) {
        wrong.add("invalid subnet : ip-range and gateway need one");
      }
    } else {
      if (subnet.prefix() > 30) {
        wrong.add("invalid subnet " + subnet + ": it has no room for a gateway and a container");
      }
      if (part != null && (part.prefix() < subnet.prefix() || !subnet.contains(part.first()))) {
        wrong.add("invalid ip-range " + part + ": parent subnet " + subnet + " doesn't contain it");
      }
      if (gateway != null) {
        gateway(gateway, subnet, wrong);
      }
    }
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid("invalid network config:\n" + String.join("\n", wrong));
    }
    return new Wish(subnet, part, gateway);
  }

  private static @Nullable Range range(String what, @Nullable String text, List<String> wrong) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.indexOf(':') >= 0) {
      throw ProblemException.unsupported("networks have IPv4 addresses only: " + text);
    }
    try {
      Range range = Range.parse(text);
      if (!text.equals(range.toString())) {
        wrong.add("invalid " + what + " " + text + ": it should be " + range);
      }
      return range;
    } catch (ProblemException e) {
      wrong.add("invalid " + what + " " + text + ": invalid CIDR block notation");
      return null;
    }
  }

  private static void gateway(String gateway, Range subnet, List<String> wrong) {
    try {
      int number = Range.number(gateway);
      if (!subnet.contains(number)) {
        wrong.add(
            "invalid gateway " + gateway + ": parent subnet " + subnet + " doesn't contain it");
      } else if (number == subnet.at(0) || number == subnet.at(subnet.size() - 1)) {
        wrong.add("invalid gateway " + gateway + ": it is the subnet's first or last address");
      }
    } catch (ProblemException e) {
      wrong.add("invalid gateway " + gateway + ": invalid address");
    }
  }
}
