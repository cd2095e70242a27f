package org.jdock.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jdock.api.network.NetworkDetails;
import org.jdock.api.network.NetworkRequest;
import org.jdock.api.network.SandboxSpec;
import org.junit.jupiter.api.Test;

/** Networks that users make, and who is on them. */
class ApiNetworksTest extends ApiCase {
  @Test
  void createHandsOnWhatIsAskedFor() throws Exception {
    var body =
        """
        {"Name":"lan","CheckDuplicate":true,"Driver":"lab","Internal":true,"EnableIPv6":false,
         "IPAM":{"Driver":"default","Options":{},
          "Config":[{"Subnet":"10.1.0.0/16","IPRange":"10.1.2.0/24","Gateway":"10.1.0.9"}]},
         "Options":{"com.docker.network.driver.mtu":"1400"},"Labels":{"a":"b"},
         "ConfigFrom":{"Network":""}}
        """;
    assertEquals(201, api.call("POST", "/networks/create", body).statusCode());
    assertEquals(
        List.of(
            new NetworkRequest(
                "lan",
                "lab",
                List.of(new NetworkDetails.Range("10.1.0.0/16", "10.1.2.0/24", "10.1.0.9")),
                true,
                false,
                Map.of("com.docker.network.driver.mtu", "1400"),
                Map.of("a", "b"))),
        api.networks.made);
  }

  @Test
  void createRefusesWhatWouldBeIgnored() throws Exception {
    var path = "/networks/create";
    refused(501, "IPv6", "POST", path, "{\"Name\":\"x\",\"EnableIPv6\":true}");
    refused(501, "local", "POST", path, "{\"Name\":\"x\",\"Scope\":\"swarm\"}");
    refused(501, "configure", "POST", path, "{\"Name\":\"x\",\"ConfigOnly\":true}");
    refused(
        404,
        "could not find plugin dhcp",
        "POST",
        path,
        "{\"Name\":\"x\",\"IPAM\":{\"Driver\":\"dhcp\"}}");
    refused(403, "pre-defined", "DELETE", "/networks/bridge", null);
    refused(404, "network nope not found", "DELETE", "/networks/nope", null);
  }

  @Test
  void containersComeAndGo() throws Exception {
    var settings = "{\"IPAMConfig\":{\"IPv4Address\":\"10.1.0.7\"}}";
    assertEquals(
        200,
        api.call(
                "POST",
                "/networks/bridge/connect",
                "{\"Container\":\"c1\",\"EndpointConfig\":" + settings + "}")
            .statusCode());
    assertEquals(
        200,
        api.call("POST", "/networks/bridge/disconnect", "{\"Container\":\"c1\",\"Force\":false}")
            .statusCode());
    var endpoint = new SandboxSpec.Endpoint("bridge", "10.1.0.7", "");
    assertEquals(List.of("c1 to " + endpoint, "c1 from bridge"), api.containers.connected);
    refused(404, "network nope", "POST", "/networks/nope/connect", "{\"Container\":\"c1\"}");
    refused(400, "no container", "POST", "/networks/bridge/connect", "{}");
  }

  @Test
  void aContainerOfSeveralNetworks() throws Exception {
    var id =
        create(
            """
            {"Image":"box:1","HostConfig":{"NetworkMode":"b"},
             "NetworkingConfig":{"EndpointsConfig":{"a":{"IPAMConfig":{"IPv4Address":"10.1.0.8"}},"b":null}}}
            """);
    var box = api.containers.boxes.get(id);
    assertEquals("b", box.host.networkMode());
    assertEquals(
        List.of(
            new SandboxSpec.Endpoint("a", "10.1.0.8", ""), new SandboxSpec.Endpoint("b", "", "")),
        box.endpoints);
  }
}
