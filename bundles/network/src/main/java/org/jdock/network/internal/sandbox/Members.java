package org.jdock.network.internal.sandbox;

import java.util.ArrayList;
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

  /** A sandbox and its endpoint on a network. */
  record Member(StoredSandbox sandbox, StoredEndpoint endpoint) {
    /** As Docker names it in a refusal. */
    String shown() {
      return String.format(
          "name:\"%s\" id:\"%s\"", sandbox.containerName(), endpoint.id().substring(0, 12));
    }
  }

  static List<Member> of(String networkId, Collection<LiveSandbox> open) {
    List<Member> members = new ArrayList<>();
    for (LiveSandbox live : open) {
      StoredSandbox sandbox = live.stored();
      StoredEndpoint endpoint = sandbox.on(networkId);
      if (endpoint != null) {
        members.add(new Member(sandbox, endpoint));
      }
    }
    return members;
  }

  /** Those on a network, by container id. */
  public Map<String, NetworkDetails.Member> of(String networkId) {
    Map<String, NetworkDetails.Member> members = new TreeMap<>();
    for (Member m : of(networkId, keeper.open())) {
      StoredEndpoint e = m.endpoint();
      String address = e.address().isEmpty() ? "" : e.address() + "/" + e.network().prefixLength();
      members.put(
          m.sandbox().containerId(),
          new NetworkDetails.Member(
              m.sandbox().containerName(), e.id(), e.macAddress(), address, ""));
    }
    return members;
  }

  /** The names of containers whose network has this driver, sorted. */
  public List<String> usersOf(String driver) {
    return keeper.open().stream()
        .map(LiveSandbox::stored)
        .filter(s -> s.endpoints().stream().anyMatch(e -> e.network().driver().equals(driver)))
        .map(StoredSandbox::containerName)
        .sorted()
        .toList();
  }
}
