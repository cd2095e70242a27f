package org.jdock.api.network;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network; the fields are those of the Engine API.
 *
 * @param name as users know it
 * @param id 64 hexadecimal digits
 * @param created when
 * @param scope {@code local}
 * @param driver its driver's name
 * @param enableIpv6 whether it has IPv6 addresses
 * @param ipam its ranges
 * @param internal whether nothing is routed out of it
 * @param attachable always false on one host
 * @param ingress always false on one host
 * @param containers endpoints by container id
 * @param options driver options
 * @param labels any
 */
public record NetworkDetails(
    String name,
    String id,
    Instant created,
    String scope,
    String driver,
    boolean enableIpv6,
    Ipam ipam,
    boolean internal,
    boolean attachable,
    boolean ingress,
    Map<String, Member> containers,
    Map<String, String> options,
    Map<String, String> labels) {
  /**
   * Address management.
   *
   * @param driver {@code default}
   * @param options none
   * @param config ranges
   */
  public record Ipam(String driver, Map<String, String> options, List<Range> config) {}

  /**
   * A range of addresses.
   *
   * @param subnet such as {@code 172.17.0.0/16}
   * @param ipRange the part that is given out; null for all of it
   * @param gateway such as {@code 172.17.0.1}; null in a request to choose it
   */
  public record Range(String subnet, @Nullable String ipRange, @Nullable String gateway) {
    /** All of which is given out. */
    public Range(String subnet, String gateway) {
      this(subnet, null, gateway);
    }
  }

  /**
   * A container on the network.
   *
   * @param name the container's
   * @param endpointId 64 hexadecimal digits
   * @param macAddress of its interface
   * @param ipv4Address with prefix length
   * @param ipv6Address with prefix length; empty for none
   */
  public record Member(
      String name, String endpointId, String macAddress, String ipv4Address, String ipv6Address) {}
}
