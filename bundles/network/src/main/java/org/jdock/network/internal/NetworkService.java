package org.jdock.network.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverHandover;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverUsers;
import org.jdock.api.event.Events;
import org.jdock.api.network.NetworkDetails;
import org.jdock.api.network.NetworkRequest;
import org.jdock.api.network.Networks;
import org.jdock.api.network.Sandbox;
import org.jdock.api.network.SandboxSpec;
import org.jdock.api.network.Sandboxes;
import org.jdock.network.internal.network.MadeNetworks;
import org.jdock.network.internal.network.Network;
import org.jdock.network.internal.network.NetworkDrivers;
import org.jdock.network.internal.network.NetworkTable;
import org.jdock.network.internal.sandbox.Members;
import org.jdock.network.internal.sandbox.SandboxKeeper;
import org.jdock.spi.network.Sandboxing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The services of this bundle, which share the networks and the sandboxes. */
@Component(service = {Networks.class, Sandboxes.class, DriverUsers.class, DriverHandover.class})
public final class NetworkService implements Networks, Sandboxes, DriverUsers, DriverHandover {
  private static final Set<String> FILTERS =
      Set.of("driver", "id", "label", "name", "scope", "type", "dangling");

  private static final String DEFAULT_DRIVER = "bridge";
  private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9_.-]*";

  private final Events events;
  private final NetworkDrivers drivers;
  private final NetworkTable networks;
  private final SandboxKeeper sandboxes;
  private final Members members;

  /** Touches neither disk nor kernel. */
  @Activate
  public NetworkService(
      @Reference Settings settings, @Reference DriverRegistry registry, @Reference Events events) {
    Path execRoot = settings.current().execRoot();
    MadeNetworks made = new MadeNetworks(execRoot.resolve("network/made"));
    this.events = events;
    drivers = new NetworkDrivers(registry, made);
    networks = new NetworkTable(settings, made, drivers::offered);
    sandboxes =
        new SandboxKeeper(execRoot, networks, drivers, made, events, registry::afterArrival);
    members = sandboxes.members();
  }

  /** Waits for what is being taken away. */
  @Deactivate
  public void stop() {
    sandboxes.close();
  }

  /** For tests: lets go of what the end of a process lets go of. */
  void forget() {
    sandboxes.forget();
  }

  @Override
  public List<NetworkDetails> list(Filters filters) {
    filters.allowOnly(FILTERS);
    return networks.all().stream().filter(n -> matches(n, filters)).map(this::details).toList();
  }

  private boolean matches(Network network, Filters filters) {
    boolean predefined = NetworkTable.predefined(network.name());
    boolean dangling = !predefined && members.of(network.id()).isEmpty();
    return filters.exact("driver", network.driver())
        && filters.exact("scope", "local")
        && filters.exact("type", predefined ? "builtin" : "custom")
        && filters.labels(network.labels())
        && any(filters.get("id"), network.id()::startsWith)
        && any(filters.get("name"), network.name()::contains)
        && any(
            filters.get("dangling"),
            wanted -> dangling == (wanted.equals("1") || wanted.equalsIgnoreCase("true")));
  }

  private static boolean any(List<String> wanted, java.util.function.Predicate<String> fits) {
    return wanted.isEmpty() || wanted.stream().anyMatch(fits);
  }

  @Override
  public NetworkDetails inspect(String name) {
    return details(networks.find(name));
  }

  private NetworkDetails details(Network network) {
    return new NetworkDetails(
        network.name(),
        network.id(),
        Instant.parse(network.created()),
        "local",
        network.driver(),
        false,
        new NetworkDetails.Ipam(
            "default", Map.of(), network.subnet().isEmpty() ? List.of() : List.of(range(network))),
        network.terms().internal(),
        network.terms().attachable(),
        false,
        members.of(network.id()),
        network.options(),
        network.labels());
  }

  private static NetworkDetails.Range range(Network network) {
    String part = network.terms().ipRange();
    return new NetworkDetails.Range(
        network.subnet(), part.isEmpty() ? null : part, network.gateway());
  }

  @Override
  public String create(NetworkRequest request) {
    String name = request.name();
    if (NetworkTable.predefined(name)) {
      throw new ProblemException(
          Problem.FORBIDDEN, "operation is not permitted on predefined " + name + " network");
    }
    if (!name.matches(NAME)) {
      throw ProblemException.invalid(
          "invalid network name \"" + name + "\": only " + NAME + " is allowed");
    }
    String driver = request.driver().isEmpty() ? DEFAULT_DRIVER : request.driver();
    drivers.require(driver);
    if (drivers.sandboxing(driver) != Sandboxing.CONNECTED) {
      throw new ProblemException(
          Problem.FORBIDDEN, "only one instance of \"" + driver + "\" network is allowed");
    }
    drivers.check(driver, request.options());
    Network network = networks.add(request, driver, drivers.offered(driver));
    try {
      drivers.create(network);
    } catch (RuntimeException e) {
      try {
        sandboxes.remove(network);
      } catch (RuntimeException undoing) {
        e.addSuppressed(undoing);
      }
      throw e;
    }
    tell("create", network);
    return network.id();
  }

  @Override
  public void remove(String name) {
    Network network = networks.find(name);
    if (NetworkTable.predefined(network.name())) {
      throw new ProblemException(
          Problem.FORBIDDEN, network.name() + " is a pre-defined network and cannot be removed");
    }
    sandboxes.remove(network);
    tell("destroy", network);
  }

  private void tell(String action, Network network) {
    events.publish(
        "network", action, network.id(), Map.of("name", network.name(), "type", network.driver()));
  }

  @Override
  public Sandbox attach(String containerId, SandboxSpec.Endpoint endpoint) {
    return sandboxes.attach(containerId, endpoint);
  }

  @Override
  public Sandbox detach(String containerId, String network) {
    return sandboxes.detach(containerId, network);
  }

  @Override
  public String nameOf(String network) {
    return sandboxes.nameOf(network);
  }

  @Override
  public Sandbox open(SandboxSpec spec) {
    return sandboxes.open(spec);
  }

  @Override
  public void connect(String containerId) {
    sandboxes.connect(containerId);
  }

  @Override
  public void close(String containerId) {
    sandboxes.close(containerId);
  }

  @Override
  public List<Sandbox> adopt(Set<String> containerIds) {
    return sandboxes.adopt(containerIds);
  }

  @Override
  public List<String> usersOf(String kind, String name) {
    return kind.equals("network") ? members.usersOf(name) : List.of();
  }

  @Override
  public void takeOver(String kind, String name) {
    if (kind.equals("network")) {
      sandboxes.takeOver(name);
    }
  }
}
