package org.jdock.network.internal.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdock.api.network.NetworkDetails;

/** Which containers are on which network. */
public final class Members {
  private final SandboxKeeper keeper;

  Members(SandboxKeeper keeper) {
    this.keeper = keeper;
  }

  static List<StoredSandbox> of(String networkId, Collection<LiveSandbox> open) {
    return open.stream()
        .map(LiveSandbox::stored)
        .filter(s -> s.network().id().equals(networkId))
        .toList();
  }

  /** Those on a network, by container id. */
  public Map<String, NetworkDetails.Member> of(String networkId) {
    Map<String, NetworkDetails.Member> members = new TreeMap<>();
    for (StoredSandbox s : of(networkId, keeper.open())) {
      String address = s.address().isEmpty() ? "" : s.address() + "/" + s.prefixLength();
      members.put(
          s.containerId(),
          new NetworkDetails.Member(
              s.containerName(), s.endpointId(), s.macAddress(), address, ""));
    }
    return members;
  }

  /** The names of containers whose network has this driver, sorted. */
  public List<String> usersOf(String driver) {
    return keeper.open().stream()
        .map(LiveSandbox::stored)
        .filter(s -> s.network().driver().equals(driver))
        .map(StoredSandbox::containerName)
        .sorted()
        .toList();
  }
}
