package com.example.jdock.hostonly;

import java.io.IOException;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;
import org.jdock.spi.network.NetworkSpec;

/**
 * Release 1.0: a record is a line with the bridge's name. What a later 1.x release writes after it
 * is passed over.
 */
final class Schema {
  private static final int NEWEST = 1;

  private Schema() {}

  /** Refuses what a release wrote that this one does not understand; before anything is changed. */
  static void check(DriverState state) throws DriverException {
    if (state.schema() > NEWEST) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "hostonly 1.0 reads networks of schema %d, and these are of %d: use a newer release"
              .formatted(NEWEST, state.schema()));
    }
  }

  /** Says what is about to be written; nothing to say of what every release reads. */
  static void announce(DriverState state) {}

  static NetworkRecord make(NetworkSpec network, Names names) {
    return new NetworkRecord(names.bridge(Names.digest(network.id())), 0);
  }

  static String record(NetworkRecord network) {
    return network.bridge() + "\n";
  }

  static NetworkRecord parse(String record) throws IOException {
    if (!record.contains("\n")) {
      throw new IOException("the record of a network is torn: " + record);
    }
    return new NetworkRecord(record.substring(0, record.indexOf('\n')), 0);
  }
}
