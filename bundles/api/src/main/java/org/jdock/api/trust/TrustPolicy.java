package org.jdock.api.trust;

/** What becomes of a driver bundle that no trusted signer vouches for. */
public enum TrustPolicy {
  /** It runs, and is not looked at. */
  OFF,
  /** It runs; the log and whoever installs it are told. */
  WARN,
  /** It does not resolve, so nothing of it ever runs. */
  REQUIRE
}
