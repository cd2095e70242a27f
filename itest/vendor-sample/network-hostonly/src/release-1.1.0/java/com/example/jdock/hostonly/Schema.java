package com.example.jdock.hostonly;

import java.io.IOException;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;
import org.jdock.spi.network.NetworkSpec;

/**
 * Release 1.1: a bridge has its network's name where that fits, and packets fit into a tunnel. A
 * record has a second line, the MTU; one of 1.0, which passes over it, lacks it.
 */
final class Schema {
  private static final int NEWEST = 1;
  private static final int MTU = 1400;

  private Schema() {}

  /** Refuses what a release wrote that this one does not understand; before anything is changed. */
  static void check(DriverState state) throws DriverException {
    if (state.schema() > NEWEST) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "hostonly 1.1 reads networks of schema %d, and these are of %d: use a newer release"
              .formatted(NEWEST, state.schema()));
    }
  }

  /** Says what is about to be written; nothing to say of what every release reads. */
  static void announce(DriverState state) {}

  static NetworkRecord make(NetworkSpec network, Names names) {
    boolean fits = network.name().matches("[a-z0-9]{1," + Names.OWN + "}");
    String own = fits ? network.name() : Names.digest(network.id());
    return new NetworkRecord(names.bridge(own), MTU);
  }

  static String record(NetworkRecord network) {
    return network.bridge() + "\n" + network.mtu() + "\n";
  }

  static NetworkRecord parse(String record) throws IOException {
    String[] lines = record.split("\n", -1);
    if (lines.length < 2) {
      throw new IOException("the record of a network is torn: " + record);
    }
    return new NetworkRecord(lines[0], lines[1].matches("\\d+") ? Integer.parseInt(lines[1]) : 0);
  }
}
