package org.jdock.network.internal.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.event.Events;
import org.jdock.api.network.Sandbox;
import org.jdock.api.network.SandboxSpec;
import org.jdock.api.network.Sandboxes;
import org.jdock.network.internal.file.Records;
import org.jdock.network.internal.id.Ids;
import org.jdock.network.internal.namespace.NamespacePool;
import org.jdock.network.internal.namespace.NamespaceStore;
import org.jdock.network.internal.network.MadeNetworks;
import org.jdock.network.internal.network.Network;
import org.jdock.network.internal.network.NetworkDrivers;
import org.jdock.network.internal.network.NetworkTable;
import org.jdock.network.internal.port.PortTable;
import org.jdock.spi.network.Sandboxing;

/**
 * Sandboxes from open to close. Each has a record under the exec root from before anything lasting
 * is made of it until nothing is left, so that a start after a crash finds what to take away.
 */
public final class SandboxKeeper implements Sandboxes, AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(SandboxKeeper.class);

  private final NetworkTable networks;
  private final NetworkDrivers drivers;
  private final MadeNetworks made;
  private final Events events;
  private final NamespaceStore namespaces;
  private final NamespacePool pool;
  private final Reconciler reconciler;
  private final Records<StoredSandbox> records;
  private final Addresses addresses = new Addresses();
  private final PortTable ports = new PortTable();
  private final Teardown teardown = new Teardown();
  private final Map<String, LiveSandbox> live = new ConcurrentHashMap<>();

  /** Makes nothing yet. */
  public SandboxKeeper(
      Path execRoot,
      NetworkTable networks,
      NetworkDrivers drivers,
      MadeNetworks made,
      Events events) {
    this.networks = networks;
    this.drivers = drivers;
    this.made = made;
    this.events = events;
    namespaces = new NamespaceStore(execRoot.resolve("netns"));
    pool =
        new NamespacePool(
            namespaces, task -> Thread.ofPlatform().daemon().name("jdock-netns").start(task));
    reconciler = new Reconciler(networks, drivers, made, namespaces);
    records = new Records<>(execRoot.resolve("network/sandboxes"), StoredSandbox.class, false);
  }

  @Override
  public Sandbox open(SandboxSpec spec) {
    close(spec.containerId());
    teardown.await(spec.containerId());
    Network network = networks.settled(networks.find(spec.network()));
    Sandboxing sandboxing = drivers.sandboxing(network);
    boolean connected = sandboxing == Sandboxing.CONNECTED;
    if (connected && !spec.ports().isEmpty() && !drivers.publishes(network)) {
      throw ProblemException.unsupported(
          "driver " + network.driver() + " of network " + network.name() + " can't publish ports");
    }
    Undo undo = new Undo();
    try {
      String endpointId = Ids.random();
      PortPublishing publishing = new PortPublishing(ports, teardown);
      String address = "";
      if (connected) {
        address = address(network, undo);
        undo.push(publishing::release);
        publishing.reserve(spec, network, endpointId);
      }
      String id = sandboxing == Sandboxing.HOST ? Ids.random() : namespace(undo);
      StoredSandbox stored =
          new StoredSandbox(
              spec.containerId(),
              spec.containerName(),
              id,
              sandboxing,
              network,
              endpointId,
              mac(spec, address),
              address,
              publishing.ports());
      records.write(spec.containerId(), stored);
      live.put(spec.containerId(), new LiveSandbox(stored, publishing.held()));
      return stored.shown(namespaces.file(id));
    } catch (IOException e) {
      ProblemException problem =
          ProblemException.failed("no network for container " + spec.containerName() + ": " + e, e);
      undo.run(problem);
      throw problem;
    } catch (RuntimeException e) {
      undo.run(e);
      throw e;
    }
  }

  private static String mac(SandboxSpec spec, String address) {
    if (address.isEmpty()) {
      return "";
    }
    return spec.macAddress().isEmpty() ? Addresses.mac(address) : spec.macAddress();
  }

  private String address(Network network, Undo undo) {
    String address;
    try {
      address = addresses.take(network);
    } catch (ProblemException e) {
      if (e.problem() != Problem.UNAVAILABLE || !teardown.flush()) {
        throw e;
      }
      address = addresses.take(network);
    }
    String taken = address;
    undo.push(() -> addresses.give(network, taken));
    return address;
  }

  private String namespace(Undo undo) throws IOException {
    String id = pool.take();
    undo.push(() -> namespaces.delete(id));
    return id;
  }

  @Override
  public void connect(String containerId) {
    LiveSandbox sandbox = live.get(containerId);
    if (sandbox == null) {
      throw ProblemException.notFound("container " + containerId + " has no sandbox");
    }
    StoredSandbox stored = sandbox.stored();
    sandbox.join();
    if (stored.connected()) {
      drivers.join(stored.network(), stored.endpoint(namespaces.file(stored.id())));
    }
    tell("connect", stored);
  }

  @Override
  public void close(String containerId) {
    LiveSandbox sandbox = live.remove(containerId);
    if (sandbox != null) {
      teardown.start(containerId, () -> takeAway(sandbox));
    }
  }

  private void takeAway(LiveSandbox sandbox) {
    StoredSandbox stored = sandbox.stored();
    if (stored.connected() && sandbox.joined()) {
      try {
        drivers.leave(stored.network(), stored.endpoint(namespaces.file(stored.id())));
      } catch (ProblemException e) {
        LOG.warn(
            "The endpoint of container {} stays until the next start: {}",
            stored.containerName(),
            e.getMessage());
      }
    }
    try {
      if (stored.hasNamespace()) {
        namespaces.delete(stored.id());
      }
      records.delete(stored.containerId());
    } catch (IOException e) {
      LOG.warn("The namespace of {} stays until the next start", stored.containerName(), e);
    }
    sandbox.held().forEach(ports::release);
    if (stored.connected()) {
      addresses.give(stored.network(), stored.address());
    }
    if (sandbox.joined()) {
      tell("disconnect", stored);
    }
  }

  private void tell(String action, StoredSandbox stored) {
    Network network = stored.network();
    events.publish(
        "network",
        action,
        network.id(),
        Map.of(
            "container", stored.containerId(),
            "name", network.name(),
            "type", network.driver()));
  }

  @Override
  public List<Sandbox> adopt(Set<String> containerIds) {
    teardown.flush();
    try {
      Adoption adoption = new Adoption(reconciler, namespaces, pool.ids(), records, this::keep);
      List<StoredSandbox> kept = adoption.run(containerIds);
      live.keySet().retainAll(containerIds);
      pool.refill();
      return kept.stream().map(s -> s.shown(namespaces.file(s.id()))).toList();
    } catch (IOException e) {
      throw ProblemException.failed("the containers' networks can't be taken over: " + e, e);
    }
  }

  /**
   * Has a driver take over what another version of it made.
   *
   * @throws ProblemException when it can't
   */
  public void takeOver(String driver) {
    try {
      if (reconciler.drivers(joined()).contains(driver)) {
        reconciler.reconcile(driver, this::joined);
      }
    } catch (IOException e) {
      throw ProblemException.failed("the networks of driver " + driver + " can't be read: " + e, e);
    }
  }

  private List<StoredSandbox> joined() {
    return live.values().stream().filter(LiveSandbox::joined).map(LiveSandbox::stored).toList();
  }

  private void keep(StoredSandbox stored) {
    if (live.containsKey(stored.containerId())) {
      return;
    }
    if (stored.connected()) {
      addresses.note(stored.network(), stored.address());
    }
    PortPublishing publishing = new PortPublishing(ports, teardown);
    publishing.retake(stored.ports());
    LiveSandbox sandbox = new LiveSandbox(stored, publishing.held());
    sandbox.join();
    live.put(stored.containerId(), sandbox);
  }

  /** Those that are open now. */
  Collection<LiveSandbox> open() {
    return new ArrayList<>(live.values());
  }

  /**
   * Waits for what is being taken away, and takes away what no container needs: spare namespaces,
   * and networks without endpoints. Sandboxes stay as they are.
   */
  @Override
  public void close() {
    teardown.close();
    pool.close();
    try {
      for (String id : made.ids()) {
        Network network = networks.byId(id);
        if (network != null && Members.of(id, open()).isEmpty()) {
          drivers.remove(network);
        }
      }
    } catch (IOException | ProblemException e) {
      LOG.warn("Networks without containers stay until the next start: {}", e.getMessage());
    }
    ports.close();
  }

  /** Lets go of what the end of the process would let go of, and of nothing else. */
  public void forget() {
    ports.close();
  }

  /** The containers on a network. */
  public Members members() {
    return new Members(this);
  }
}
