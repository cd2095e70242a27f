package org.jdock.driver.network.bridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.net.Netlink;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Probe;
import org.jdock.spi.network.AddressPool;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.EndpointState;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.network.NetworkSpec;
import org.jdock.spi.network.Sandboxing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Networks as bridges of the network namespace that the calling thread is in. Deleting links is
 * left to the background; firewall rules are true, or gone, when a call returns.
 */
@Component(service = NetworkDriver.class, property = "jdock.driver=bridge")
@Designate(ocd = BridgeDriver.Config.class)
public final class BridgeDriver implements NetworkDriver {
  private static final Logger LOG = LogManager.getLogger(BridgeDriver.class);

  /** What holds for networks made from now on, unless their user says otherwise. */
  @ObjectClassDefinition(
      name = "bridge",
      description = "Networks as bridges; what is configured holds for networks made later")
  public @interface Config {
    /** As dockerd's {@code --default-address-pool}. */
    @AttributeDefinition(
        description = "Where subnets come from, such as base=10.50.0.0/16,size=24; may be repeated")
    String[] default$_$address$_$pool() default {};

    /** As the option {@code com.docker.network.driver.mtu}. */
    @AttributeDefinition(description = "MTU in bytes; 0: the kernel's", min = "0", max = "65535")
    int mtu() default 0;

    /** As the option {@code com.docker.network.bridge.enable_icc}. */
    @AttributeDefinition(description = "Containers of a network may talk to each other")
    boolean icc() default true;

    /** As the option {@code com.docker.network.bridge.enable_ip_masquerade}. */
    @AttributeDefinition(description = "Containers go out under the host's address")
    boolean ip$_$masq() default true;

    /** As the option {@code com.docker.network.bridge.host_binding_ipv4}. */
    @AttributeDefinition(description = "Host address of published ports that name none")
    String ip() default "0.0.0.0";
  }

  private final Defaults defaults;
  private @Nullable Opened opened;

  /** What {@link #open} made. */
  private record Opened(Ledger ledger, Firewall firewall, Names names, Deletions deletions) {}

  /** With what Docker has. */
  public BridgeDriver() {
    defaults = Defaults.STANDARD;
  }

  /**
   * Made by Declarative Services.
   *
   * @throws IllegalArgumentException for values that can't be
   */
  @Activate
  public BridgeDriver(Config config) {
    defaults = Defaults.of(config);
  }

  @Override
  public Probe probe() {
    return BridgeProbe.probe();
  }

  @Override
  public List<OptionSpec> options() {
    return BridgeNetwork.specs(defaults);
  }

  @Override
  public Set<String> capabilities() {
    return Set.of(PORTS);
  }

  @Override
  public List<AddressPool> addressPools() {
    return defaults.pools();
  }

  @Override
  public Sandboxing sandboxing() {
    return Sandboxing.CONNECTED;
  }

  @Override
  public synchronized void open(DriverContext context) throws DriverException {
    Path root = context.execRoot();
    Ledger ledger = new Ledger(root);
    try {
      ledger.createDirectories();
    } catch (IOException e) {
      throw failed("make its directories under " + root, e);
    }
    opened =
        new Opened(
            ledger,
            new Iptables(context.daemonId()),
            new Names(context.daemonId()),
            new Deletions());
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.deletions().close();
      opened = null;
    }
  }

  private synchronized Opened opened() {
    if (opened == null) {
      throw new IllegalStateException("the driver is not open");
    }
    return opened;
  }

  @Override
  public void create(NetworkSpec spec) throws DriverException {
    BridgeNetwork network = BridgeNetwork.of(spec);
    Opened my = opened();
    my.deletions().await(network.bridge());
    try (var _ = my.ledger().lock();
        Netlink netlink = Netlink.open()) {
      boolean known = my.ledger().hasNetwork(network.id());
      claim(my, netlink, network);
      try {
        Devices.ensureBridge(netlink, network);
        Devices.ensureSettings(network);
        my.ledger().putNetwork(network);
        my.firewall().ensure(my.ledger().networks(), my.ledger().ports());
      } catch (IOException | DriverException e) {
        if (!known) {
          undoCreate(my, netlink, network, e);
        }
        throw e;
      }
    } catch (IOException e) {
      throw failed("create network " + spec.name(), e);
    }
  }

  /** Refuses a bridge that is somebody else's, or another network's. */
  private static void claim(Opened my, Netlink netlink, BridgeNetwork network)
      throws IOException, DriverException {
    for (BridgeNetwork other : my.ledger().networks()) {
      if (other.bridge().equals(network.bridge()) && !other.id().equals(network.id())) {
        throw new DriverException(
            DriverException.Kind.CONFLICT,
            "bridge " + network.bridge() + " is already used by network " + other.id());
      }
    }
    if (!my.ledger().ownsBridge(network.bridge())) {
      if (netlink.link(network.bridge()).isPresent()) {
        throw new DriverException(
            DriverException.Kind.CONFLICT,
            "a device named "
                + network.bridge()
                + " exists and is not this daemon's: delete it"
                + " (ip link delete "
                + network.bridge()
                + ") or choose another name");
      }
      my.ledger().putBridge(network.bridge());
    }
  }

  private static void undoCreate(
      Opened my, Netlink netlink, BridgeNetwork network, Exception cause) {
    try {
      my.ledger().removeNetwork(network.id());
      Devices.delete(netlink, network.bridge());
      my.ledger().removeBridge(network.bridge());
      my.firewall().ensure(my.ledger().networks(), my.ledger().ports());
    } catch (IOException | DriverException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void remove(NetworkSpec spec) throws DriverException {
    BridgeNetwork network = BridgeNetwork.of(spec);
    Opened my = opened();
    try (var _ = my.ledger().lock()) {
      my.ledger().removeNetwork(network.id());
      my.firewall().ensure(my.ledger().networks(), my.ledger().ports());
      if (my.ledger().ownsBridge(network.bridge())) {
        my.deletions().start(network.bridge(), () -> my.ledger().removeBridge(network.bridge()));
      }
    } catch (IOException e) {
      throw failed("remove network " + spec.name(), e);
    }
  }

  @Override
  public EndpointState join(NetworkSpec spec, EndpointSpec endpoint) throws DriverException {
    BridgeNetwork network = BridgeNetwork.of(spec);
    List<PublishedPort> ports = PublishedPort.of(network, endpoint);
    Opened my = opened();
    String link = my.names().link(endpoint.id());
    my.deletions().await(link);
    try (Netlink netlink = Netlink.open()) {
      if (!my.ledger().hasNetwork(network.id())) {
        throw new DriverException(
            DriverException.Kind.NOT_FOUND, "network " + spec.name() + " does not exist");
      }
      try {
        Endpoints.ensure(netlink, network, endpoint, link);
        publish(my, endpoint.id(), ports);
      } catch (IOException | DriverException e) {
        undoJoin(my, endpoint.id(), link, e);
        throw e;
      }
      return new EndpointState(link, Map.of("bridge", network.bridge()));
    } catch (IOException e) {
      throw failed("join container " + endpoint.containerId() + " to " + spec.name(), e);
    }
  }

  private static void publish(Opened my, String endpointId, List<PublishedPort> ports)
      throws IOException, DriverException {
    if (ports.isEmpty() && my.ledger().ports(endpointId).isEmpty()) {
      return;
    }
    try (var _ = my.ledger().lock()) {
      boolean fresh = my.ledger().ports(endpointId).isEmpty();
      my.ledger().putPorts(endpointId, ports);
      try {
        if (fresh) {
          my.firewall().publish(ports);
          return;
        }
      } catch (DriverException e) {
        // somebody has taken the daemon's chains away: made anew below
        LOG.warn("Firewall rules are not as they were left, mending them: {}", e.getMessage());
      }
      my.firewall().ensure(my.ledger().networks(), my.ledger().ports());
    }
  }

  private static void undoJoin(Opened my, String endpointId, String link, Exception cause) {
    try {
      unpublish(my, endpointId);
      my.deletions().start(link, () -> {});
    } catch (IOException | DriverException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void leave(NetworkSpec spec, EndpointSpec endpoint) throws DriverException {
    Opened my = opened();
    try {
      unpublish(my, endpoint.id());
      my.deletions().start(my.names().link(endpoint.id()), () -> {});
    } catch (IOException e) {
      throw failed("leave " + spec.name(), e);
    }
  }

  private static void unpublish(Opened my, String endpointId) throws IOException, DriverException {
    if (my.ledger().ports(endpointId).isEmpty()) {
      my.ledger().removePorts(endpointId);
      return;
    }
    try (var _ = my.ledger().lock()) {
      List<PublishedPort> ports = my.ledger().ports(endpointId);
      if (ports.isEmpty()) {
        return;
      }
      try {
        my.firewall().unpublish(ports);
        my.ledger().removePorts(endpointId);
      } catch (DriverException e) {
        LOG.warn("Firewall rules are not as they were left, mending them: {}", e.getMessage());
        my.ledger().removePorts(endpointId);
        my.firewall().ensure(my.ledger().networks(), my.ledger().ports());
      }
    }
  }

  @Override
  public List<String> reconcile(List<NetworkSpec> networks, List<EndpointSpec> endpoints)
      throws DriverException {
    Opened my = opened();
    try (var _ = my.ledger().lock();
        Netlink netlink = Netlink.open()) {
      return new Reconciliation(my.ledger(), my.firewall(), my.names(), netlink, my.deletions())
          .run(networks, endpoints);
    } catch (IOException e) {
      throw failed("reconcile", e);
    }
  }

  private static DriverException failed(String what, IOException e) {
    return new DriverException(
        DriverException.Kind.FAILED, "bridge: cannot " + what + ": " + e.getMessage(), e);
  }
}
