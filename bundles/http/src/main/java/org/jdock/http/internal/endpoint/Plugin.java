package org.jdock.http.internal.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jdock.api.driver.DriverInfo;

/**
 * A driver as Docker's clients know it.
 *
 * @param driver which, in one version
 * @param chief whether operations on the driver act on this version
 * @param next whether it is not that version but the place beside it: see {@link #NEXT}
 */
record Plugin(DriverInfo driver, boolean chief, boolean next) {
  /**
   * The tag of the place where a driver's next version goes. Nothing runs there, so clients that
   * upgrade only what is disabled, as Docker's CLI does, can upgrade a driver that is in use.
   */
  static final String NEXT = "next";

  /** Those in which a driver takes calls. */
  private static final Set<String> SERVING = Set.of("ACTIVE", "UNAVAILABLE", "UNHEALTHY");

  /** {@code kind/name}: what the engine calls it. */
  String driverName() {
    // A bundle that was never let in shows no kind.
    return driver.kind().isEmpty() ? driver.name() : driver.kind() + "/" + driver.name();
  }

  /** {@code kind/name:version}. */
  String name() {
    return driverName() + ":" + (next ? NEXT : driver.version());
  }

  /** {@link #name} of the version itself. */
  String reference() {
    return driverName() + ":" + driver.version();
  }

  /** Its identifier; a driver keeps it over upgrades. */
  String id() {
    return id(chief && !next ? driverName() : name());
  }

  /** The identifier of the driver {@code kind/name}: 64 hexadecimal digits. */
  static String id(String driver) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(driver.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether it takes calls, well or not. */
  boolean enabled() {
    return !next && serving(driver);
  }

  static boolean serving(DriverInfo driver) {
    return SERVING.contains(driver.state());
  }
}
