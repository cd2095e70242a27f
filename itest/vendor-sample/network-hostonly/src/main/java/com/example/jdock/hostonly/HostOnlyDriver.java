package com.example.jdock.hostonly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.net.Netlink;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.Probe;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.EndpointState;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.network.NetworkSpec;
import org.jdock.spi.network.Sandboxing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * A network is a bridge that leads nowhere: its containers and the host talk to each other, and
 * nothing is routed, so that it needs no firewall and gives no default route.
 *
 * <p>What is true is in the kernel; what the kernel can't be asked for is in {@link Records}. So
 * any other instance, of another release, goes on at any moment. The kernel makes a link once, so
 * that calls from many threads need no lock.
 */
@Component(service = NetworkDriver.class, property = NetworkDriver.NAME + "=hostonly")
public final class HostOnlyDriver implements NetworkDriver {
  private volatile @Nullable Records records;
  private volatile Names names = new Names("");

  @Override
  public Probe probe() {
    return Files.isDirectory(Path.of("/proc/sys/net/ipv4"))
        ? Probe.ok()
        : Probe.no("/proc/sys/net is not there", "mount /proc, and use a kernel with IPv4");
  }

  @Override
  public Sandboxing sandboxing() {
    return Sandboxing.CONNECTED;
  }

  @Override
  public void open(DriverContext context) throws DriverException {
    names = new Names(context.daemonId());
    try {
      records = Records.open(context);
    } catch (IOException e) {
      throw failed("open " + context.execRoot(), e);
    }
  }

  private Records records() {
    return Objects.requireNonNull(records, "not open");
  }

  @Override
  public void create(NetworkSpec network) throws DriverException {
    try (Netlink netlink = Netlink.open()) {
      Links.bridge(netlink, network, records().findOrAdd(network, names));
    } catch (IOException e) {
      throw failed("make network " + network.name(), e);
    }
  }

  @Override
  public void remove(NetworkSpec network) throws DriverException {
    try (Netlink netlink = Netlink.open()) {
      NetworkRecord record = records().find(network.id());
      if (record != null) {
        Links.delete(netlink, record.bridge());
        records().remove(network.id());
      }
    } catch (IOException e) {
      throw failed("remove network " + network.name(), e);
    }
  }

  @Override
  public EndpointState join(NetworkSpec network, EndpointSpec endpoint) throws DriverException {
    if (!endpoint.ports().isEmpty()) {
      throw new DriverException(
          Kind.UNSUPPORTED, "a hostonly network publishes no ports: use its containers' addresses");
    }
    try (Netlink netlink = Netlink.open()) {
      NetworkRecord record = records().find(network.id());
      if (record == null || netlink.link(record.bridge()).isEmpty()) {
        throw new DriverException(Kind.NOT_FOUND, "network " + network.name() + " is not there");
      }
      if (!Files.exists(endpoint.sandbox())) {
        throw new DriverException(
            Kind.NOT_FOUND, "network namespace " + endpoint.sandbox() + " does not exist");
      }
      String link = names.link(endpoint.id());
      try (Fd sandbox = Fd.open(endpoint.sandbox(), OpenFlags.RDONLY)) {
        Links.connect(netlink, record, endpoint, link, sandbox);
      }
      return new EndpointState(link, Map.of("bridge", record.bridge()));
    } catch (IOException e) {
      throw failed("join container " + endpoint.containerId() + " to " + network.name(), e);
    }
  }

  @Override
  public void leave(NetworkSpec network, EndpointSpec endpoint) throws DriverException {
    try (Netlink netlink = Netlink.open()) {
      Links.delete(netlink, names.link(endpoint.id()));
    } catch (IOException e) {
      throw failed("part container " + endpoint.containerId() + " from " + network.name(), e);
    }
  }

  /** Makes what is missing, then takes away what carries our mark and is not wanted. */
  @Override
  public List<String> reconcile(List<NetworkSpec> networks, List<EndpointSpec> endpoints)
      throws DriverException {
    var problems = new ArrayList<String>();
    Map<String, NetworkSpec> byId = new HashMap<>();
    for (NetworkSpec network : networks) {
      byId.put(network.id(), network);
      attempt(problems, () -> create(network));
    }
    Set<String> wanted = new HashSet<>();
    for (EndpointSpec endpoint : endpoints) {
      wanted.add(names.link(endpoint.id()));
      NetworkSpec network = byId.get(endpoint.networkId());
      if (network == null) {
        problems.add("endpoint " + endpoint.id() + " is of no network");
      } else {
        attempt(problems, () -> join(network, endpoint));
      }
    }
    try (Netlink netlink = Netlink.open()) {
      records().retain(byId.keySet());
      for (String id : byId.keySet()) {
        NetworkRecord record = records().find(id);
        wanted.add(record == null ? "" : record.bridge());
      }
      for (var link : netlink.links()) {
        if (names.isOurs(link.name()) && !wanted.contains(link.name())) {
          Links.delete(netlink, link.name());
        }
      }
    } catch (IOException e) {
      throw failed("look for what is left over", e);
    }
    return problems;
  }

  /** One repair. */
  @FunctionalInterface
  private interface Repair {
    void run() throws DriverException;
  }

  private static void attempt(List<String> problems, Repair repair) {
    try {
      repair.run();
    } catch (DriverException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private static DriverException failed(String tried, IOException why) {
    return new DriverException(
        Kind.FAILED, "hostonly: could not " + tried + ": " + why.getMessage(), why);
  }
}
