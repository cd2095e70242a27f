package org.jdock.spi.network;

import java.util.Map;

/**
 * What a join made.
 *
 * @param hostInterface the host's end of the link; empty when there is none
 * @param details driver specific, for people
 */
public record EndpointState(String hostInterface, Map<String, String> details) {
  /** Keeps its own copy. */
  public EndpointState {
    details = Map.copyOf(details);
  }
}
