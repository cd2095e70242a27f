package org.jdock.driver.network.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdock.spi.DriverException;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Options;
import org.jdock.spi.network.NetworkSpec;
import org.jdock.spi.network.Subnet;

/**
 * A network, read from what the engine asks for.
 *
 * @param id the engine's
 * @param bridge the device's name
 * @param mtu bytes; 0 for the kernel's default
 * @param gateways the host's own addresses
 * @param internal true when nothing is routed out of it
 * @param masquerade true when containers go out under the host's address
 * @param talk true when its containers may talk to each other
 * @param bindAddress where ports are published that name no address
 */
record BridgeNetwork(
    String id,
    String bridge,
    int mtu,
    List<Cidr> gateways,
    boolean internal,
    boolean masquerade,
    boolean talk,
    String bindAddress) {
  private static final String NAME = "com.docker.network.bridge.name";
  private static final String MTU = "com.docker.network.driver.mtu";
  private static final String ICC = "com.docker.network.bridge.enable_icc";
  private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";
  private static final String BIND = "com.docker.network.bridge.host_binding_ipv4";

  /** What users may give, and what holds when they don't. */
  static List<OptionSpec> specs(Defaults defaults) {
    String mtu = defaults.mtu() == 0 ? null : Integer.toString(defaults.mtu());
    return List.of(
        OptionSpec.of(NAME, OptionSpec.Type.STRING, null, "name of the bridge device"),
        OptionSpec.of(MTU, OptionSpec.Type.INTEGER, mtu, "MTU in bytes"),
        OptionSpec.of(
            ICC,
            OptionSpec.Type.BOOLEAN,
            Boolean.toString(defaults.talk()),
            "containers may talk to each other"),
        OptionSpec.of(
            MASQUERADE,
            OptionSpec.Type.BOOLEAN,
            Boolean.toString(defaults.masquerade()),
            "hide containers behind the host"),
        OptionSpec.of(
            BIND,
            OptionSpec.Type.STRING,
            defaults.bindAddress(),
            "address of ports that name none"));
  }

  BridgeNetwork {
    gateways = List.copyOf(gateways);
  }

  /**
   * Reads and checks a spec.
   *
   * @throws DriverException INVALID
   */
  static BridgeNetwork of(NetworkSpec spec) throws DriverException {
    Map<String, String> options = spec.options();
    String bridge =
        options.getOrDefault(
            NAME, "br-" + spec.id().substring(0, Math.min(12, spec.id().length())));
    if (!bridge.matches("[A-Za-z0-9_.-]{1,15}") || bridge.matches("\\.{1,2}")) {
      throw invalid("invalid bridge name: " + bridge + ": wanted 1 to 15 of A-Z a-z 0-9 _ . -");
    }
    int mtu = mtu(options.getOrDefault(MTU, "0"));
    List<Cidr> gateways = new ArrayList<>();
    for (Subnet subnet : spec.subnets()) {
      Cidr range = Cidr.parse(subnet.cidr());
      Cidr gateway = new Cidr(Cidr.address(subnet.gateway()), range.prefix());
      if (!gateway.network().equals(range.network())) {
        throw invalid("gateway " + subnet.gateway() + " is not in subnet " + subnet.cidr());
      }
      gateways.add(gateway);
    }
    if (gateways.stream().filter(Cidr::isV4).count() > 1
        || gateways.stream().filter(g -> !g.isV4()).count() > 1) {
      throw invalid("a bridge network takes at most one IPv4 and one IPv6 subnet");
    }
    return new BridgeNetwork(
        spec.id(),
        bridge,
        mtu,
        gateways,
        spec.internal(),
        Options.truth(options.getOrDefault(MASQUERADE, "true")),
        Options.truth(options.getOrDefault(ICC, "true")),
        Cidr.address(options.getOrDefault(BIND, "0.0.0.0")).getHostAddress());
  }

  private static int mtu(String value) throws DriverException {
    if (!value.matches("\\d{1,5}") || (!value.equals("0") && Integer.parseInt(value) < 68)) {
      throw invalid("invalid MTU: " + value + ": wanted 68 to 65535");
    }
    return Integer.parseInt(value);
  }

  /** The IPv4 ranges, as rules show them. */
  List<String> ranges() {
    return gateways.stream().filter(Cidr::isV4).map(Cidr::network).toList();
  }

  private static DriverException invalid(String message) {
    return new DriverException(DriverException.Kind.INVALID, message);
  }
}
