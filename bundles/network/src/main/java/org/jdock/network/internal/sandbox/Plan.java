package org.jdock.network.internal.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.network.SandboxSpec;
import org.jdock.network.internal.network.Network;
import org.jdock.network.internal.network.NetworkDrivers;
import org.jdock.network.internal.network.NetworkTable;
import org.jdock.spi.network.Sandboxing;

/**
 * The networks that a sandbox is to be on.
 *
 * @param sandboxing what it gets
 * @param parts a network each, with what is wanted there; the first is the container's own
 */
record Plan(Sandboxing sandboxing, List<Part> parts) {
  /** One network. */
  record Part(Network network, SandboxSpec.Endpoint wish) {}

  /**
   * Finds the networks.
   *
   * @throws ProblemException NOT_FOUND for one that is not there; FORBIDDEN for those that can't be
   *     together
   */
  static Plan of(SandboxSpec spec, NetworkTable networks, NetworkDrivers drivers) {
    Network first = networks.settled(networks.find(spec.network()));
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(first, new SandboxSpec.Endpoint(first.name(), "", "")));
    for (SandboxSpec.Endpoint wish : spec.endpoints()) {
      Network network = networks.settled(networks.find(wish.network()));
      if (network.id().equals(first.id())) {
        parts.set(0, new Part(first, wish));
      } else {
        parts.add(new Part(network, wish));
      }
    }
    Part own = parts.getFirst();
    if (!spec.macAddress().isEmpty()) {
      SandboxSpec.Endpoint wish = own.wish();
      parts.set(
          0,
          new Part(
              first, new SandboxSpec.Endpoint(wish.network(), wish.address(), spec.macAddress())));
    }
    Sandboxing sandboxing = drivers.sandboxing(first);
    for (Part part : parts.subList(1, parts.size())) {
      together(sandboxing, drivers.sandboxing(part.network()));
    }
    return new Plan(sandboxing, parts);
  }

  /**
   * Refuses what can't be with another network.
   *
   * @throws ProblemException FORBIDDEN, in Docker's words
   */
  static void together(Sandboxing one, Sandboxing other) {
    if (one == Sandboxing.HOST || other == Sandboxing.HOST) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "container cannot be disconnected from host network or connected to host network");
    }
    if (one != Sandboxing.CONNECTED || other != Sandboxing.CONNECTED) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "container cannot be connected to multiple networks with one of the networks in private"
              + " (none) mode");
    }
  }

  boolean connected() {
    return sandboxing == Sandboxing.CONNECTED;
  }
}
