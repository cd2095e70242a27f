package org.jdock.network.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.api.Filters;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverHandover;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverUsers;
import org.jdock.api.event.Events;
import org.jdock.api.network.NetworkDetails;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The services of this bundle, which share the networks and the sandboxes. */
@Component(service = {Networks.class, Sandboxes.class, DriverUsers.class, DriverHandover.class})
public final class NetworkService implements Networks, Sandboxes, DriverUsers, DriverHandover {
  private static final Set<String> FILTERS =
      Set.of("driver", "id", "label", "name", "scope", "type", "dangling");

  private final NetworkTable networks;
  private final SandboxKeeper sandboxes;
  private final Members members;

  /** Touches neither disk nor kernel. */
  @Activate
  public NetworkService(
      @Reference Settings settings, @Reference DriverRegistry registry, @Reference Events events) {
    Path execRoot = settings.current().execRoot();
    MadeNetworks made = new MadeNetworks(execRoot.resolve("network/made"));
    networks = new NetworkTable(settings, made);
    sandboxes =
        new SandboxKeeper(execRoot, networks, new NetworkDrivers(registry, made), made, events);
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
    boolean predefined = NetworkTable.predefined(network);
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
            "default",
            Map.of(),
            network.subnet().isEmpty()
                ? List.of()
                : List.of(new NetworkDetails.Range(network.subnet(), network.gateway()))),
        false,
        false,
        false,
        members.of(network.id()),
        network.options(),
        network.labels());
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
