package org.jdock.api.trust;

/**
 * The policies that an operator set.
 *
 * @param local for jars that lie on this host: {@code driver-trust-local}
 * @param network for those that the daemon fetches: {@code driver-trust-network}
 */
public record TrustPolicies(TrustPolicy local, TrustPolicy network) {
  /** What holds when nothing is set. */
  public static final TrustPolicies DEFAULT =
      new TrustPolicies(TrustPolicy.WARN, TrustPolicy.REQUIRE);
}
