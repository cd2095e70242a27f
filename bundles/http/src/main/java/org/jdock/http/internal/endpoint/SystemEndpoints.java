package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdock.api.Filters;
import org.jdock.http.internal.route.ApiVersion;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.route.Route;
import org.jdock.http.internal.wire.HttpProblem;

/** The daemon as a whole: ping, version, information, disk usage. */
final class SystemEndpoints {
  private final Engine engine;

  SystemEndpoints(Engine engine) {
    this.engine = engine;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/_ping", this::ping),
        new Route("HEAD", "/_ping", this::ping),
        new Route("GET", "/version", this::version),
        new Route("GET", "/info", this::info),
        new Route("GET", "/system/df", this::diskUsage));
  }

  private void ping(Request request, Response response) throws IOException {
    response
        // The classic builder: a CLI that is told "2" would want BuildKit for "docker build".
        .header("Builder-Version", "1")
        .header("Swarm", "inactive")
        .header("Cache-Control", "no-cache, no-store, must-revalidate")
        .header("Pragma", "no-cache")
        .text(200, "OK");
  }

  private void version(Request request, Response response) throws IOException {
    var version = engine.daemon().version();
    Map<String, Object> details = new TreeMap<>();
    details.put("ApiVersion", ApiVersion.MAX.toString());
    details.put("MinAPIVersion", ApiVersion.MIN.toString());
    details.put("Arch", architecture());
    details.put("Os", "linux");
    details.put("KernelVersion", System.getProperty("os.version", ""));
    details.put("BuildTime", "");
    details.put("GitCommit", "");
    details.put("GoVersion", "");
    Map<String, Object> all = new TreeMap<>(details);
    details.put("Experimental", "false");
    details.put("JavaVersion", System.getProperty("java.version", ""));
    all.put("Version", version);
    all.put("Platform", Map.of("Name", "jdock"));
    all.put(
        "Components", List.of(Map.of("Name", "Engine", "Version", version, "Details", details)));
    response.json(200, all);
  }

  private static String architecture() {
    var java = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return java.equals("aarch64") ? "arm64" : java;
  }

  private void info(Request request, Response response) throws IOException {
    var info = response.tree(engine.daemon().info()).getAsJsonObject();
    response.tree(engine.daemon().facts()).getAsJsonObject().asMap().forEach(info::add);
    var swarm = new JsonObject();
    swarm.addProperty("NodeID", "");
    swarm.addProperty("NodeAddr", "");
    swarm.addProperty("LocalNodeState", "inactive");
    swarm.addProperty("ControlAvailable", false);
    swarm.addProperty("Error", "");
    swarm.add("RemoteManagers", null);
    info.add("Swarm", swarm);
    response.json(200, info);
  }

  /** What is asked for by {@code type}, or everything (API 1.42 and later). */
  private void diskUsage(Request request, Response response) throws IOException {
    var types = request.queryAll("type");
    for (var type : types) {
      if (!List.of("container", "image", "volume", "build-cache").contains(type)) {
        throw HttpProblem.badRequest("unknown object type: " + type);
      }
    }
    var usage = new JsonObject();
    if (types.isEmpty() || types.contains("image")) {
      new ImageUsage(engine).measure(request.version(), response, usage);
    }
    if (types.isEmpty() || types.contains("container")) {
      usage.add("Containers", response.tree(engine.containers().list(true, 0, true, Filters.NONE)));
    }
    if (types.isEmpty() || types.contains("volume")) {
      usage.add("Volumes", new VolumeUsage(engine).measure(response));
    }
    if (types.isEmpty() || types.contains("build-cache")) {
      usage.add("BuildCache", new JsonArray());
    }
    response.json(200, usage);
  }
}
