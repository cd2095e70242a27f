package com.example.jdock.hostonly;

import java.io.IOException;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;
import org.jdock.spi.network.NetworkSpec;

/**
 * Release 1.2: smaller packets still, and a record that names its fields. Earlier releases can't
 * read that, so it says so in the driver's state first; what they wrote is read on.
 */
final class Schema {
  private static final int NEWEST = 2;
  private static final int MTU = 1300;

  private Schema() {}

  /** Refuses what a release wrote that this one does not understand; before anything is changed. */
  static void check(DriverState state) throws DriverException {
    if (state.schema() > NEWEST) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "hostonly 1.2 reads networks of schema %d, and these are of %d: use a newer release"
              .formatted(NEWEST, state.schema()));
    }
  }

  /** With the first change, and not when it is opened: until then an earlier release may come back. */
  static void announce(DriverState state) throws DriverException {
    if (state.schema() < NEWEST) {
      state.write(NEWEST, state.read());
    }
  }

  static NetworkRecord make(NetworkSpec network, Names names) {
    return new NetworkRecord(names.bridge(Names.digest(network.id())), MTU);
  }

  static String record(NetworkRecord network) {
    return "mtu=" + network.mtu() + "\nbridge=" + network.bridge() + "\n";
  }

  static NetworkRecord parse(String record) throws IOException {
    String[] lines = record.split("\n", -1);
    if (lines.length < 2) {
      throw new IOException("the record of a network is torn: " + record);
    }
    boolean old = !lines[0].startsWith("mtu=");
    String mtu = old ? lines[1] : lines[0].substring(lines[0].indexOf('=') + 1);
    String bridge = old ? lines[0] : lines[1].substring(lines[1].indexOf('=') + 1);
    return new NetworkRecord(bridge, mtu.matches("\\d+") ? Integer.parseInt(mtu) : 0);
  }
}
