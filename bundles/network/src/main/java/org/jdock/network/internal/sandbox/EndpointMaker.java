package org.jdock.network.internal.sandbox;

import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.network.SandboxSpec;
import org.jdock.network.internal.id.Ids;
import org.jdock.network.internal.network.Network;

/** Gives endpoints their addresses. Thread-safe. */
final class EndpointMaker {
  private final Addresses addresses = new Addresses();
  private final Teardown teardown;

  EndpointMaker(Teardown teardown) {
    this.teardown = teardown;
  }

  /** One that no driver joins. */
  static StoredEndpoint unconnected(Network network) {
    return new StoredEndpoint(network, Ids.random(), "", "", "");
  }

  /**
   * One with an address.
   *
   * @throws ProblemException in Docker's words, for what the network can't give
   */
  StoredEndpoint make(Network network, SandboxSpec.Endpoint wish, String interfaceName, Undo undo) {
    String address = address(network, wish.address(), undo);
    return new StoredEndpoint(
        network,
        Ids.random(),
        interfaceName,
        wish.macAddress().isEmpty() ? Addresses.mac(address) : wish.macAddress(),
        address);
  }

  private String address(Network network, String wanted, Undo undo) {
    String address;
    try {
      address = taken(network, wanted);
    } catch (ProblemException e) {
      boolean full = e.problem() == Problem.UNAVAILABLE || e.problem() == Problem.FORBIDDEN;
      if (!full || !teardown.flush()) {
        throw e;
      }
      address = taken(network, wanted); // of a container that was being taken away
    }
    String mine = address;
    undo.push(() -> addresses.give(network, mine));
    return address;
  }

  private String taken(Network network, String wanted) {
    if (wanted.isEmpty()) {
      return addresses.take(network);
    }
    addresses.take(network, wanted);
    return wanted;
  }

  /** One that is there already. */
  void note(StoredEndpoint endpoint) {
    addresses.note(endpoint.network(), endpoint.address());
  }

  /** Its address is free again. */
  void give(StoredEndpoint endpoint) {
    addresses.give(endpoint.network(), endpoint.address());
  }

  /** The network is gone. */
  void forget(Network network) {
    addresses.forget(network);
  }
}
