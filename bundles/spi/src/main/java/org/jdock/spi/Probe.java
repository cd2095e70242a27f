package org.jdock.spi;

/**
 * Whether a host can run a driver.
 *
 * @param ready true when it can
 * @param reason why not, such as {@code iptables not found}; empty when ready
 * @param remedy what would mend it, such as {@code install the iptables package}; may be empty
 */
public record Probe(boolean ready, String reason, String remedy) {
  private static final Probe READY = new Probe(true, "", "");

  /** The host can run the driver. */
  public static Probe ok() {
    return READY;
  }

  /** The host cannot run the driver. */
  public static Probe no(String reason, String remedy) {
    return new Probe(false, reason, remedy);
  }
}
