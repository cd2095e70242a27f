package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.jdock.api.container.ContainerDetails;
import org.jdock.http.internal.route.Response;

/**
 * A container's inspect, with what Docker shows of settings that are not set. The engine has no
 * room for these because {@link UnsupportedSettings} lets none of them be set.
 */
final class InspectForm {
  private static final JsonObject HOST_CONFIG =
      object(
          """
          {"BlkioWeight":0,"BlkioWeightDevice":[],"BlkioDeviceReadBps":[],"BlkioDeviceWriteBps":[],
          "BlkioDeviceReadIOps":[],"BlkioDeviceWriteIOps":[],"ConsoleSize":[0,0],
          "ContainerIDFile":"","Cgroup":"","CpuCount":0,"CpuPercent":0,"CpuRealtimePeriod":0,
          "CpuRealtimeRuntime":0,"DeviceCgroupRules":null,"DeviceRequests":null,
          "IOMaximumBandwidth":0,"IOMaximumIOps":0,"Isolation":"","KernelMemory":0,
          "KernelMemoryTCP":0}
          """);
  private static final JsonObject ADDRESSES =
      object("{\"GlobalIPv6Address\":\"\",\"GlobalIPv6PrefixLen\":0,\"IPv6Gateway\":\"\"}");
  private static final JsonObject NETWORK_SETTINGS =
      object(
          """
          {"HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,
          "SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null}
          """);

  private InspectForm() {}

  private static JsonObject object(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }

  static JsonObject of(Response response, ContainerDetails container) {
    var form = response.tree(container).getAsJsonObject();
    complete(form.getAsJsonObject("HostConfig"), HOST_CONFIG);
    var network = form.getAsJsonObject("NetworkSettings");
    complete(network, NETWORK_SETTINGS);
    complete(network, ADDRESSES);
    for (var one : network.getAsJsonObject("Networks").asMap().values()) {
      complete(one.getAsJsonObject(), ADDRESSES);
    }
    return form;
  }

  private static void complete(JsonObject form, JsonObject defaults) {
    defaults.asMap().forEach((name, value) -> form.asMap().putIfAbsent(name, value));
  }
}
