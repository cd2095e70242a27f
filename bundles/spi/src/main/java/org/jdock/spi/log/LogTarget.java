package org.jdock.spi.log;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The container whose lines are kept.
 *
 * @param containerId 64 hexadecimal digits
 * @param containerName without a leading slash
 * @param imageId such as {@code sha256:…}
 * @param imageName as the user gave it
 * @param command entry point and arguments
 * @param created when the container was made
 * @param labels the container's
 * @param environment the container's, as {@code NAME=value}
 * @param directory the container's own directory for local logs; exists, and goes with the
 *     container
 */
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
  /** Keeps its own copies. */
  public LogTarget {
    command = List.copyOf(command);
    labels = Map.copyOf(labels);
    environment = List.copyOf(environment);
  }
}
