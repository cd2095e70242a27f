package org.jdock.network.internal.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.network.SandboxSpec;
import org.jdock.network.internal.network.Network;
import org.jdock.network.internal.port.HeldPort;
import org.jdock.network.internal.port.PortTable;

/** Reserves the ports of one sandbox. */
final class PortPublishing {
  private final PortTable table;
  private final Teardown teardown;
  private final List<HeldPort> held = new ArrayList<>();
  private final List<StoredSandbox.Port> ports = new ArrayList<>();

  PortPublishing(PortTable table, Teardown teardown) {
    this.table = table;
    this.teardown = teardown;
  }

  /**
   * Reserves all.
   *
   * @throws ProblemException FAILED when one is taken; those before it are {@link #release}d by the
   *     caller
   */
  void reserve(SandboxSpec spec, Network network, String endpointId) {
    for (SandboxSpec.Port wanted : spec.ports()) {
      String address =
          wanted.hostAddress().isEmpty() ? network.bindAddress() : wanted.hostAddress();
      try {
        HeldPort port = patiently(wanted, address);
        held.add(port);
        ports.add(
            new StoredSandbox.Port(
                wanted.protocol(),
                wanted.containerPort(),
                wanted.hostAddress(),
                address,
                port.port()));
      } catch (PortTable.Taken e) {
        throw new ProblemException(
            Problem.FAILED,
            "driver failed programming external connectivity on endpoint "
                + spec.containerName()
                + " ("
                + endpointId
                + "): "
                + e.getMessage());
      }
    }
  }

  /** A port of a container that is being taken away is free in a moment. */
  private HeldPort patiently(SandboxSpec.Port wanted, String address) throws PortTable.Taken {
    try {
      return take(wanted, address);
    } catch (PortTable.Taken e) {
      if (teardown.flush()) {
        return take(wanted, address);
      }
      throw e;
    }
  }

  private HeldPort take(SandboxSpec.Port wanted, String address) throws PortTable.Taken {
    return table.reserve(wanted.protocol(), address, wanted.hostPort(), wanted.hostPortEnd());
  }

  /** Takes ports again that are published already. */
  void retake(List<StoredSandbox.Port> published) {
    for (StoredSandbox.Port port : published) {
      held.add(table.retake(port.protocol(), port.hostAddress(), port.hostPort()));
      ports.add(port);
    }
  }

  void release() {
    held.forEach(table::release);
  }

  List<HeldPort> held() {
    return held;
  }

  List<StoredSandbox.Port> ports() {
    return ports;
  }
}
