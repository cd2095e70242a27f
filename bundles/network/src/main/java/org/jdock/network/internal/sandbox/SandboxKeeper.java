package org.jdock.network.internal.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
  private final NamespaceStore namespaces;
  private final NamespacePool pool;
  private final Reconciler reconciler;
  private final Records<StoredSandbox> records;
  private final PortTable ports = new PortTable();
  private final Teardown teardown = new Teardown();
  private final EndpointMaker maker = new EndpointMaker(teardown);
  private final Joins joins;
  private final Changes changes;
  private final Consumer<Runnable> whenDriversAreThere;
  private final Map<String, LiveSandbox> live = new ConcurrentHashMap<>();

  /**
   * Makes nothing yet.
   *
   * @param whenDriversAreThere called with what need not hold up a start of the daemon
   */
  public SandboxKeeper(
      Path execRoot,
      NetworkTable networks,
      NetworkDrivers drivers,
      MadeNetworks made,
      Events events,
      Consumer<Runnable> whenDriversAreThere) {
    this.whenDriversAreThere = whenDriversAreThere;
    this.networks = networks;
    this.drivers = drivers;
    this.made = made;
    namespaces = new NamespaceStore(execRoot.resolve("netns"));
    joins = new Joins(drivers, namespaces, events);
    pool =
        new NamespacePool(
            namespaces, task -> Thread.ofPlatform().daemon().name("jdock-netns").start(task));
    reconciler = new Reconciler(networks, drivers, made, namespaces);
    records =
        new Records<>(
            execRoot.resolve("network/sandboxes"),
            StoredSandbox.class,
            false,
            StoredSandbox::modern);
    changes = new Changes(networks, drivers, namespaces, maker, records, joins);
  }

  @Override
  public Sandbox open(SandboxSpec spec) {
    close(spec.containerId());
    teardown.await(spec.containerId());
    Plan plan = Plan.of(spec, networks, drivers);
    Undo undo = new Undo();
    try {
      PortPublishing publishing = new PortPublishing(ports, teardown);
      List<StoredEndpoint> endpoints = endpoints(plan, undo);
      undo.push(publishing::release);
      publish(spec, endpoints, publishing);
      String id = plan.sandboxing() == Sandboxing.HOST ? Ids.random() : namespace(undo);
      StoredSandbox stored =
          new StoredSandbox(
              spec.containerId(),
              spec.containerName(),
              id,
              plan.sandboxing(),
              endpoints,
              publishing.ports());
      records.write(spec.containerId(), stored);
      undo.push(() -> records.delete(spec.containerId()));
      live.put(spec.containerId(), new LiveSandbox(stored, publishing.held()));
      undo.push(() -> live.remove(spec.containerId()));
      plan.parts().forEach(p -> networks.requireStaying(p.network()));
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

  private List<StoredEndpoint> endpoints(Plan plan, Undo undo) {
    List<StoredEndpoint> all = new ArrayList<>();
    for (Plan.Part part : plan.parts()) {
      all.add(
          plan.connected()
              ? maker.make(part.network(), part.wish(), "eth" + all.size(), undo)
              : EndpointMaker.unconnected(part.network()));
    }
    return all;
  }

  /** As Docker, without a word for a sandbox that nothing leads out of. */
  private void publish(
      SandboxSpec spec, List<StoredEndpoint> endpoints, PortPublishing publishing) {
    if (spec.ports().isEmpty()) {
      return;
    }
    for (StoredEndpoint e : endpoints) {
      if (e.leadsOut()) {
        if (!drivers.publishes(e.network())) {
          throw ProblemException.unsupported(
              "driver "
                  + e.network().driver()
                  + " of network "
                  + e.network().name()
                  + " can't publish ports");
        }
        publishing.reserve(spec, e.network(), e.id());
        return;
      }
    }
  }

  private String namespace(Undo undo) throws IOException {
    String id = pool.take();
    undo.push(() -> namespaces.delete(id));
    return id;
  }

  @Override
  public void connect(String containerId) {
    LiveSandbox sandbox = there(containerId);
    StoredSandbox stored = sandbox.stored();
    sandbox.join();
    for (StoredEndpoint endpoint : stored.connected()) {
      joins.join(stored, endpoint);
    }
    stored.endpoints().forEach(e -> joins.tell("connect", stored, e.network()));
  }

  private LiveSandbox there(String containerId) {
    LiveSandbox sandbox = live.get(containerId);
    if (sandbox == null) {
      throw ProblemException.notFound("container " + containerId + " has no sandbox");
    }
    return sandbox;
  }

  @Override
  public Sandbox attach(String containerId, SandboxSpec.Endpoint wish) {
    return changes.attach(there(containerId), wish);
  }

  @Override
  public Sandbox detach(String containerId, String network) {
    return changes.detach(there(containerId), networks.find(network));
  }

  @Override
  public String nameOf(String network) {
    return networks.find(network).name();
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
    if (sandbox.joined()) {
      for (StoredEndpoint endpoint : stored.connected()) {
        try {
          joins.leave(stored, endpoint);
        } catch (ProblemException e) {
          LOG.warn(
              "The endpoint of container {} stays until the next start: {}",
              stored.containerName(),
              e.getMessage());
        }
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
    stored.connected().forEach(maker::give);
    if (sandbox.joined()) {
      stored.endpoints().forEach(e -> joins.tell("disconnect", stored, e.network()));
    }
  }

  /**
   * Takes a network away that nobody is on, and that nobody can join any more.
   *
   * @throws ProblemException FORBIDDEN while somebody is on it, in Docker's words
   */
  public void remove(Network network) {
    networks.leaving(network);
    try {
      List<Members.Member> members = Members.of(network.id(), open());
      if (!members.isEmpty()) {
        throw new ProblemException(
            Problem.FORBIDDEN,
            "error while removing network: network "
                + network.name()
                + " has active endpoints ("
                + members.stream().map(Members.Member::shown).collect(Collectors.joining(", "))
                + ")");
      }
      teardown.flush();
      if (made.has(network.id())) {
        drivers.remove(network);
      }
      networks.remove(network);
      maker.forget(network);
    } catch (IOException e) {
      throw ProblemException.failed("network " + network.name() + " can't be removed: " + e, e);
    } finally {
      networks.stays(network);
    }
  }

  @Override
  public List<Sandbox> adopt(Set<String> containerIds) {
    teardown.flush();
    try {
      Adoption adoption =
          new Adoption(
              reconciler,
              namespaces,
              pool.ids(),
              records,
              this::keep,
              this::joined,
              whenDriversAreThere);
      List<StoredSandbox> kept = adoption.run(containerIds);
      live.keySet().retainAll(containerIds);
      whenDriversAreThere.accept(pool::refill);
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
    stored.connected().forEach(maker::note);
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
