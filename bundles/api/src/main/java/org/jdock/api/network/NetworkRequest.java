package org.jdock.api.network;

import java.util.List;
import java.util.Map;

/**
 * A network that someone wants.
 *
 * @param name begins with a letter or digit, and goes on with those and {@code _ . -}
 * @param driver a driver's name; empty for the default
 * @param ranges at most one, IPv4; empty to choose a free one
 * @param internal whether nothing is routed out of it
 * @param attachable shown, and of no effect on one host
 * @param options of the driver
 * @param labels any
 */
public record NetworkRequest(
    String name,
    String driver,
    List<NetworkDetails.Range> ranges,
    boolean internal,
    boolean attachable,
    Map<String, String> options,
    Map<String, String> labels) {
  /** Keeps its own copies. */
  public NetworkRequest {
    ranges = List.copyOf(ranges);
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
  }
}
