package org.jdock.driver.plugin.v1.network;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.jdock.driver.plugin.v1.client.Json;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.NetworkSpec;
import org.jdock.spi.network.Subnet;

/** What libnetwork's methods are called with. */
final class Requests {
  private Requests() {}

  static JsonObject network(String id) {
    var request = new JsonObject();
    request.addProperty("NetworkID", id);
    return request;
  }

  static JsonObject create(NetworkSpec network) {
    var options = new JsonObject();
    options.add("com.docker.network.generic", Json.of(network.options()));
    options.addProperty("com.docker.network.internal", network.internal());
    options.addProperty(
        "com.docker.network.enable_ipv6", network.subnets().stream().anyMatch(Requests::isV6));
    JsonObject request = network(network.id());
    request.add("Options", options);
    request.add("IPv4Data", pools(network.subnets(), false));
    request.add("IPv6Data", pools(network.subnets(), true));
    return request;
  }

  private static boolean isV6(Subnet subnet) {
    return subnet.cidr().indexOf(':') >= 0;
  }

  private static JsonArray pools(List<Subnet> subnets, boolean v6) {
    var pools = new JsonArray();
    for (Subnet subnet : subnets) {
      if (isV6(subnet) == v6) {
        var pool = new JsonObject();
        String prefix = subnet.cidr().substring(subnet.cidr().indexOf('/'));
        pool.addProperty("AddressSpace", "LocalDefault");
        pool.addProperty("Pool", subnet.cidr());
        if (!subnet.gateway().isEmpty()) {
          pool.addProperty("Gateway", subnet.gateway() + prefix);
        }
        pool.add("AuxAddresses", new JsonObject());
        pools.add(pool);
      }
    }
    return pools;
  }

  static JsonObject endpoint(String networkId, String endpointId) {
    JsonObject request = network(networkId);
    request.addProperty("EndpointID", endpointId);
    return request;
  }

  static JsonObject create(EndpointSpec endpoint) {
    var link = new JsonObject();
    link.addProperty("Address", address(endpoint, false));
    link.addProperty("AddressIPv6", address(endpoint, true));
    link.addProperty("MacAddress", endpoint.macAddress());
    JsonObject request = endpoint(endpoint.networkId(), endpoint.id());
    request.add("Interface", link);
    request.add("Options", new JsonObject());
    return request;
  }

  private static String address(EndpointSpec endpoint, boolean v6) {
    return endpoint.addresses().stream()
        .filter(address -> (address.indexOf(':') >= 0) == v6)
        .findFirst()
        .orElse("");
  }

  static JsonObject join(EndpointSpec endpoint) {
    JsonObject request = endpoint(endpoint.networkId(), endpoint.id());
    request.addProperty("SandboxKey", endpoint.sandbox().toString());
    request.add("Options", new JsonObject());
    return request;
  }
}
