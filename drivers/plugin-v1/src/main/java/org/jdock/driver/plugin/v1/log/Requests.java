package org.jdock.driver.plugin.v1.log;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdock.driver.plugin.v1.client.Json;
import org.jdock.spi.log.LogTarget;

/** What the protocol's methods are called with. */
final class Requests {
  /** Go's zero time, which stands for none. */
  private static final String NO_TIME = "0001-01-01T00:00:00Z";

  private static final long SECOND = 1_000_000_000L;

  private Requests() {}

  static JsonObject info(LogTarget target, Map<String, String> options) {
    List<String> command = target.command();
    var info = new JsonObject();
    info.add("Config", Json.of(options));
    info.addProperty("ContainerID", target.containerId());
    info.addProperty("ContainerName", "/" + target.containerName());
    info.addProperty("ContainerEntrypoint", command.isEmpty() ? "" : command.getFirst());
    info.add(
        "ContainerArgs", Json.of(command.subList(Math.min(1, command.size()), command.size())));
    info.addProperty("ContainerImageID", target.imageId());
    info.addProperty("ContainerImageName", target.imageName());
    info.addProperty("ContainerCreated", target.created().toString());
    info.add("ContainerEnv", Json.of(target.environment()));
    info.add("ContainerLabels", Json.of(target.labels()));
    info.addProperty("LogPath", "");
    info.addProperty("DaemonName", "docker");
    return info;
  }

  static JsonObject start(Path fifo, LogTarget target, Map<String, String> options) {
    JsonObject request = stop(fifo);
    request.add("Info", info(target, options));
    return request;
  }

  static JsonObject stop(Path fifo) {
    var request = new JsonObject();
    request.addProperty("File", fifo.toString());
    return request;
  }

  static JsonObject read(JsonObject info, long sinceNanos, long untilNanos, int tail) {
    var config = new JsonObject();
    config.addProperty("Since", sinceNanos == Long.MIN_VALUE ? NO_TIME : time(sinceNanos));
    config.addProperty("Until", untilNanos == Long.MAX_VALUE ? NO_TIME : time(untilNanos));
    config.addProperty("Tail", tail);
    config.addProperty("Follow", false);
    var request = new JsonObject();
    request.add("Info", info);
    request.add("Config", config);
    return request;
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND))
        .toString();
  }
}
