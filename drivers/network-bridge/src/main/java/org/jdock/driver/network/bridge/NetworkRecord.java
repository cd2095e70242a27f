package org.jdock.driver.network.bridge;

import java.util.ArrayList;
import java.util.List;
import org.jdock.spi.DriverException;

/** A network as one line of words, the first of them the form's version. */
final class NetworkRecord {
  private NetworkRecord() {}

  static String format(BridgeNetwork n) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "1",
                n.bridge(),
                Integer.toString(n.mtu()),
                Boolean.toString(n.internal()),
                Boolean.toString(n.masquerade()),
                Boolean.toString(n.talk()),
                n.bindAddress()));
    for (Cidr gateway : n.gateways()) {
      words.add(gateway.address().getHostAddress() + "/" + gateway.prefix());
    }
    return String.join(" ", words) + "\n";
  }

  /**
   * Reads it back.
   *
   * @throws DriverException UNSUPPORTED for another version's form
   */
  static BridgeNetwork parse(String id, String text) throws DriverException {
    String[] words = text.strip().split(" ", -1);
    if (words.length < 7 || !words[0].equals("1")) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED, "bridge: unknown form of record of network " + id);
    }
    List<Cidr> gateways = new ArrayList<>();
    for (int i = 7; i < words.length; i++) {
      gateways.add(Cidr.parse(words[i]));
    }
    return new BridgeNetwork(
        id,
        words[1],
        Integer.parseInt(words[2]),
        gateways,
        Boolean.parseBoolean(words[3]),
        Boolean.parseBoolean(words[4]),
        Boolean.parseBoolean(words[5]),
        words[6]);
  }
}
