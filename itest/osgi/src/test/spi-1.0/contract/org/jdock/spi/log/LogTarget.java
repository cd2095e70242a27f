package org.jdock.spi.log;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

public record LogTarget(
    String containerId,
    String containerName,
    String imageId,
    String imageName,
    List<String> command,
    Instant created,
    Map<String, String> labels,
    List<String> environment,
    Path directory) {
    public LogTarget {
    command = List.copyOf(command);
    labels = Map.copyOf(labels);
    environment = List.copyOf(environment);
  }
}
