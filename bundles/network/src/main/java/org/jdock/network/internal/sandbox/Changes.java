package org.jdock.network.internal.sandbox;

import java.io.IOException;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.network.Sandbox;
import org.jdock.api.network.SandboxSpec;
import org.jdock.network.internal.file.Records;
import org.jdock.network.internal.namespace.NamespaceStore;
import org.jdock.network.internal.network.Network;
import org.jdock.network.internal.network.NetworkDrivers;
import org.jdock.network.internal.network.NetworkTable;
import org.jdock.spi.network.Sandboxing;

/** Puts sandboxes on networks and takes them off while containers run in them. */
final class Changes {
  private final NetworkTable networks;
  private final NetworkDrivers drivers;
  private final NamespaceStore namespaces;
  private final EndpointMaker maker;
  private final Records<StoredSandbox> records;
  private final Joins joins;
  private final Interfaces interfaces;

  Changes(
      NetworkTable networks,
      NetworkDrivers drivers,
      NamespaceStore namespaces,
      EndpointMaker maker,
      Records<StoredSandbox> records,
      Joins joins) {
    this.networks = networks;
    this.drivers = drivers;
    this.namespaces = namespaces;
    this.maker = maker;
    this.records = records;
    this.joins = joins;
    interfaces = new Interfaces(namespaces);
  }

  Sandbox attach(LiveSandbox sandbox, SandboxSpec.Endpoint wish) {
    StoredSandbox before = sandbox.stored();
    Network network = networks.settled(networks.find(wish.network()));
    if (before.on(network.id()) != null) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "endpoint with name "
              + before.containerName()
              + " already exists in network "
              + network.name());
    }
    Plan.together(before.sandboxing(), drivers.sandboxing(network));
    Undo undo = new Undo();
    try {
      StoredEndpoint endpoint = maker.make(network, wish, interfaces.free(before), undo);
      StoredSandbox after = before.with(endpoint);
      records.write(before.containerId(), after);
      undo.push(() -> records.write(before.containerId(), before));
      sandbox.become(after);
      undo.push(() -> sandbox.become(before));
      networks.requireStaying(network);
      undo.push(() -> joins.leave(after, endpoint));
      joins.join(after, endpoint);
      joins.tell("connect", after, network);
      return shown(after);
    } catch (IOException e) {
      ProblemException problem =
          ProblemException.failed(
              "container " + before.containerName() + " can't be connected: " + e, e);
      undo.run(problem);
      throw problem;
    } catch (RuntimeException e) {
      undo.run(e);
      throw e;
    }
  }

  Sandbox detach(LiveSandbox sandbox, Network network) {
    StoredSandbox before = sandbox.stored();
    StoredEndpoint endpoint = before.on(network.id());
    if (endpoint == null) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "container " + before.containerId() + " is not connected to network " + network.name());
    }
    if (!endpoint.connected()) {
      Plan.together(before.sandboxing(), Sandboxing.CONNECTED);
    }
    StoredSandbox after = before.without(endpoint);
    try {
      interfaces.down(before, endpoint);
      joins.leave(before, endpoint);
      records.write(before.containerId(), after);
    } catch (IOException e) {
      throw ProblemException.failed(
          "container " + before.containerName() + " can't be disconnected: " + e, e);
    }
    sandbox.become(after);
    maker.give(endpoint);
    StoredEndpoint out = after.gateway();
    if (endpoint.equals(before.gateway()) && out != null) {
      joins.join(after, out); // it leads out now, and has the ports
    }
    joins.tell("disconnect", after, network);
    return shown(after);
  }

  private Sandbox shown(StoredSandbox sandbox) {
    return sandbox.shown(namespaces.file(sandbox.id()));
  }
}
