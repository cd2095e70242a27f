package org.jdock.network.internal.network;

import java.util.List;
import java.util.Map;
import org.jdock.network.internal.address.FreeRange;
import org.jdock.network.internal.address.Range;

/**
 * What a driver, as it is configured now, has for a new network.
 *
 * @param pools its own; empty for the engine's
 * @param defaults of its options
 */
public record Offered(List<FreeRange.Pool> pools, Map<String, String> defaults) {
  /** Nothing of its own. */
  static final Offered NOTHING = new Offered(List.of(), Map.of());

  /** Keeps its own copies. */
  public Offered {
    pools = List.copyOf(pools);
    defaults = Map.copyOf(defaults);
  }

  /** Where ranges are looked for. */
  List<FreeRange.Pool> places() {
    return pools.isEmpty() ? FreeRange.DEFAULT : pools;
  }

  /** Whether a range that was chosen before could be chosen now. */
  boolean covers(Range range) {
    return pools.isEmpty()
        || pools.stream()
            .anyMatch(p -> p.size() == range.prefix() && p.base().contains(range.first()));
  }
}
