package org.jdock.driver.plugin.v1.network;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdock.driver.plugin.v1.client.Json;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.namespace.Namespaces;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.MacAddress;
import org.jdock.linux.net.Netlink;
import org.jdock.linux.net.Route;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.network.EndpointSpec;

/** Moves the interface that a plugin made into a sandbox, and back. */
final class Links {
  /** The daemon's namespace: driver calls run on threads that never leave it. */
  private static final Path HERE = Path.of("/proc/thread-self/ns/net");

  private Links() {}

  /** An address with the length of its network's prefix. */
  private record Cidr(InetAddress address, int prefix) {
    static Cidr parse(String text) throws DriverException {
      String[] parts = text.split("/", 2);
      try {
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        int most = address.getAddress().length * 8;
        int prefix = parts.length < 2 ? most : Integer.parseInt(parts[1]);
        if (prefix >= 0 && prefix <= most) {
          return new Cidr(address, prefix);
        }
      } catch (IllegalArgumentException e) {
        throw new DriverException(Kind.INVALID, "invalid address: " + text, e);
      }
      throw new DriverException(Kind.INVALID, "invalid address: " + text);
    }
  }

  /** Whether the endpoint's interface is in its sandbox. */
  static boolean isJoined(EndpointSpec endpoint) throws IOException {
    if (!Files.exists(endpoint.sandbox())) {
      return false;
    }
    return Namespaces.runIn(
        endpoint.sandbox(),
        () -> {
          try (Netlink inside = Netlink.open()) {
            return inside.link(endpoint.interfaceName()).isPresent();
          }
        });
  }

  /**
   * Moves the interface in and sets it up.
   *
   * @param joined what the plugin said to the join
   * @param addresses with the lengths of their prefixes
   */
  static void moveIn(
      EndpointSpec endpoint, String source, List<String> addresses, JsonObject joined)
      throws IOException, DriverException {
    try (Netlink outside = Netlink.open();
        Fd sandbox = Fd.open(endpoint.sandbox(), OpenFlags.RDONLY)) {
      Optional<Link> link = outside.link(source);
      if (link.isEmpty()) {
        throw new DriverException(
            Kind.FAILED, "the plugin names the interface " + source + ", which does not exist");
      }
      outside.setNamespace(link.get().index(), sandbox);
      Namespaces.<Boolean, Exception>runIn(
          sandbox,
          () -> {
            try (Netlink inside = Netlink.open()) {
              configure(inside, endpoint, source, addresses, joined);
              return true;
            }
          });
    } catch (IOException | DriverException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void configure(
      Netlink inside,
      EndpointSpec endpoint,
      String source,
      List<String> addresses,
      JsonObject joined)
      throws IOException, DriverException {
    int index = inside.index(source);
    inside.setDown(index);
    if (!source.equals(endpoint.interfaceName())) {
      inside.rename(index, endpoint.interfaceName());
    }
    if (!endpoint.macAddress().isEmpty()) {
      inside.setMac(index, new MacAddress(endpoint.macAddress()));
    }
    for (String address : addresses) {
      Cidr cidr = Cidr.parse(address);
      inside.addAddress(index, cidr.address(), cidr.prefix());
    }
    inside.setUp(index);
    for (JsonObject route : Json.objects(joined, "StaticRoutes")) {
      add(inside, route(route, index));
    }
    if (endpoint.defaultRoute()) {
      for (String gateway : List.of("Gateway", "GatewayIPv6")) {
        String address = Json.text(joined, gateway);
        if (!address.isEmpty()) {
          add(inside, Route.byDefault(Cidr.parse(address).address(), index));
        }
      }
    }
  }

  /** Of type 0 by a gateway, of type 1 on the link. */
  private static Route route(JsonObject route, int index) throws DriverException {
    Cidr to = Cidr.parse(Json.text(route, "Destination"));
    String by = Json.text(route, "NextHop");
    return Json.text(route, "RouteType").equals("1") || by.isEmpty()
        ? Route.onLink(to.address(), to.prefix(), index)
        : new Route(to.address(), to.prefix(), Cidr.parse(by).address(), index, 0);
  }

  private static void add(Netlink inside, Route route) throws IOException {
    try {
      inside.addRoute(route);
    } catch (SyscallException e) {
      if (!e.is(Errno.EEXIST)) {
        throw e;
      }
    }
  }

  /** Gives the interface back under its old name, as the plugin knows it; it may be gone. */
  static void moveOut(EndpointSpec endpoint, String source) throws IOException {
    if (!Files.exists(endpoint.sandbox())) {
      return;
    }
    try (Fd here = Fd.open(HERE, OpenFlags.RDONLY)) {
      Namespaces.runIn(
          endpoint.sandbox(),
          () -> {
            try (Netlink inside = Netlink.open()) {
              Optional<Link> link = inside.link(endpoint.interfaceName());
              if (link.isPresent()) {
                inside.setDown(link.get().index());
                inside.rename(link.get().index(), source);
                inside.setNamespace(link.get().index(), here);
              }
              return true;
            }
          });
    }
  }
}
