package org.jdock.driver.network.bridge;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;
import org.jdock.spi.network.AddressPool;

/**
 * What holds for new networks whose user does not say.
 *
 * @param pools where ranges come from; empty for the engine's
 * @param mtu bytes; 0 for the kernel's default
 * @param talk whether containers may talk to each other
 * @param masquerade whether containers go out under the host's address
 * @param bindAddress where ports are published that name no address
 */
record Defaults(
    List<AddressPool> pools, int mtu, boolean talk, boolean masquerade, String bindAddress) {
  /** Docker's. */
  static final Defaults STANDARD = new Defaults(List.of(), 0, true, true, "0.0.0.0");

  private static final Pattern POOL =
      Pattern.compile("\\s*base=([^,\\s]+),\\s*size=(\\d{1,2})\\s*");
  private static final int SMALLEST = 30;

  Defaults {
    pools = List.copyOf(pools);
  }

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException in words for the operator
   */
  static Defaults of(BridgeDriver.Config config) {
    List<AddressPool> pools = new ArrayList<>();
    for (String text : config.default$_$address$_$pool()) {
      pools.add(pool(text));
    }
    if (config.mtu() != 0 && config.mtu() < 68) {
      throw new IllegalArgumentException(
          "mtu: " + config.mtu() + " is too small: wanted 0 or 68 to 65535");
    }
    return new Defaults(
        pools, config.mtu(), config.icc(), config.ip$_$masq(), address(config.ip()));
  }

  private static AddressPool pool(String text) {
    Matcher parts = POOL.matcher(text);
    if (!parts.matches()) {
      throw wrong(text, "wanted base=10.50.0.0/16,size=24");
    }
    try {
      Cidr base = Cidr.parse(parts.group(1));
      int size = Integer.parseInt(parts.group(2));
      if (!base.isV4()) {
        throw wrong(text, "networks have IPv4 addresses only");
      }
      if (!base.network().equals(parts.group(1))) {
        throw wrong(text, "the base should be " + base.network());
      }
      if (size < base.prefix() || size > SMALLEST) {
        throw wrong(text, "size must be " + base.prefix() + " to " + SMALLEST);
      }
      return new AddressPool(base.network(), size);
    } catch (DriverException e) {
      throw new IllegalArgumentException(
          "default-address-pool: \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException wrong(String pool, String why) {
    return new IllegalArgumentException("default-address-pool: \"" + pool + "\": " + why);
  }

  private static String address(String text) {
    try {
      if (Cidr.address(text) instanceof Inet4Address address) {
        return address.getHostAddress();
      }
      throw new IllegalArgumentException("ip: \"" + text + "\" is no IPv4 address");
    } catch (DriverException e) {
      throw new IllegalArgumentException("ip: " + e.getMessage(), e);
    }
  }
}
