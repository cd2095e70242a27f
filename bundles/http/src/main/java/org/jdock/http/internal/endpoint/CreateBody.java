package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.List;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.api.network.SandboxSpec;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.wire.HttpProblem;
import org.jspecify.annotations.Nullable;

/**
 * The body of ContainerCreate: a ContainerConfig with {@code HostConfig} and {@code
 * NetworkingConfig} in it.
 */
record CreateBody(
    ContainerConfig config, HostConfig hostConfig, List<SandboxSpec.Endpoint> endpoints) {
  /**
   * Reads it.
   *
   * @throws HttpProblem 400 for what is malformed, 501 for settings that would be ignored
   */
  static CreateBody of(Request request) throws IOException {
    JsonElement json = request.json(JsonElement.class);
    if (!(json instanceof JsonObject body)) {
      throw HttpProblem.badRequest("config cannot be empty in order to create a container");
    }
    for (var name : List.of("Cmd", "Entrypoint", "Shell")) {
      stringAsList(body, name);
    }
    var host = object(body, "HostConfig");
    UnsupportedSettings.refuse(host);
    var endpoints = EndpointsConfig.apply(object(body, "NetworkingConfig"), body, host);
    var config = request.part(body, ContainerConfig.class);
    var hostConfig = request.part(host, HostConfig.class);
    if (config.image() == null || config.image().isBlank()) {
      throw HttpProblem.badRequest("no image was named to create the container from");
    }
    return new CreateBody(config, hostConfig, endpoints);
  }

  /** A member in any case, as Go finds it; null when it is absent or the JSON null. */
  static @Nullable JsonElement member(JsonObject object, String name) {
    var exact = object.get(name);
    if (exact == null) {
      for (var e : object.entrySet()) {
        if (e.getKey().equalsIgnoreCase(name)) {
          exact = e.getValue();
        }
      }
    }
    return exact == null || exact.isJsonNull() ? null : exact;
  }

  /** A member that is an object; an empty one when it is absent. */
  static JsonObject object(JsonObject of, String name) {
    var found = member(of, name);
    if (found == null) {
      return new JsonObject();
    }
    if (found instanceof JsonObject o) {
      return o;
    }
    throw HttpProblem.badRequest("invalid JSON: %s is not an object".formatted(name));
  }

  /** Docker takes {@code "Cmd": "ls"} for {@code "Cmd": ["ls"]}. */
  private static void stringAsList(JsonObject body, String name) {
    if (member(body, name) instanceof JsonPrimitive p && p.isString()) {
      var list = new JsonArray();
      list.add(p);
      body.entrySet().removeIf(e -> e.getKey().equalsIgnoreCase(name));
      body.add(name, list);
    }
  }
}
