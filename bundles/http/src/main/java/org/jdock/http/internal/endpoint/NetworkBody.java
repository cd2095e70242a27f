package org.jdock.http.internal.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdock.api.network.NetworkDetails;
import org.jdock.api.network.NetworkRequest;
import org.jdock.http.internal.wire.HttpProblem;
import org.jspecify.annotations.Nullable;

/** The body of NetworkCreate. */
record NetworkBody(
    @Nullable String name,
    @Nullable String driver,
    @Nullable String scope,
    boolean internal,
    boolean attachable,
    boolean ingress,
    boolean configOnly,
    @Nullable Map<String, Object> configFrom,
    @Nullable Ipam ipam,
    @Nullable Boolean enableIpv4,
    boolean enableIpv6,
    @Nullable Map<String, String> options,
    @Nullable Map<String, String> labels) {
  /** Address management. */
  record Ipam(
      @Nullable String driver,
      @Nullable Map<String, String> options,
      @Nullable List<Pool> config) {}

  /** A range. */
  record Pool(
      @Nullable String subnet,
      @Nullable String ipRange,
      @Nullable String gateway,
      @Nullable Map<String, String> auxiliaryAddresses) {}

  /**
   * What it asks for.
   *
   * @throws HttpProblem 501 for what would be ignored
   */
  NetworkRequest request() {
    refuse();
    List<NetworkDetails.Range> ranges = new ArrayList<>();
    if (ipam != null && ipam.config() != null) {
      for (var pool : ipam.config()) {
        var auxiliary = pool.auxiliaryAddresses();
        if (auxiliary != null && !auxiliary.isEmpty()) {
          throw new HttpProblem(501, "auxiliary addresses are not supported");
        }
        ranges.add(
            new NetworkDetails.Range(orEmpty(pool.subnet()), pool.ipRange(), pool.gateway()));
      }
    }
    if (ranges.equals(List.of(new NetworkDetails.Range("", null, null)))) {
      ranges.clear(); // some clients send an empty one
    }
    return new NetworkRequest(
        orEmpty(name),
        orEmpty(driver),
        ranges,
        internal,
        attachable,
        options == null ? Map.of() : options,
        labels == null ? Map.of() : labels);
  }

  private void refuse() {
    if (enableIpv6 || Boolean.FALSE.equals(enableIpv4)) {
      throw new HttpProblem(501, "networks have IPv4 addresses, and no IPv6 addresses");
    }
    if (ingress || "swarm".equals(scope)) {
      throw new HttpProblem(501, "this engine runs containers on one host: networks are local");
    }
    if (configOnly || says(configFrom)) {
      throw new HttpProblem(501, "networks that only configure others are not supported");
    }
    if (ipam != null && !List.of("", "default").contains(orEmpty(ipam.driver()))) {
      throw new HttpProblem(
          404,
          "could not find plugin %s in v1 plugin registry: plugin not found"
              .formatted(ipam.driver()));
    }
    if (ipam != null && ipam.options() != null && !ipam.options().isEmpty()) {
      throw new HttpProblem(501, "address management takes no options");
    }
  }

  private static boolean says(@Nullable Map<String, Object> from) {
    return from != null && from.values().stream().anyMatch(v -> v != null && !"".equals(v));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
