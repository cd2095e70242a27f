package org.jdock.api.image;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The defaults that an image has for containers (OCI image-spec, config.md, {@code config}, with
 * Docker's additions). Null where the image says nothing.
 *
 * @param user {@code name|uid[:group|gid]}
 * @param exposedPorts such as {@code 80/tcp}
 * @param env {@code NAME=value}
 * @param entrypoint what cmd is appended to
 * @param cmd default command or arguments
 * @param volumes mount points of anonymous volumes
 * @param workingDir absolute
 * @param labels any
 * @param stopSignal name or number
 * @param healthcheck Docker's addition
 * @param shell for the shell form of a Dockerfile's commands
 * @param onBuild triggers
 */
public record ImageConfig(
    @Nullable String user,
    @Nullable Map<String, Map<String, String>> exposedPorts,
    @Nullable List<String> env,
    @Nullable List<String> entrypoint,
    @Nullable List<String> cmd,
    @Nullable Map<String, Map<String, String>> volumes,
    @Nullable String workingDir,
    @Nullable Map<String, String> labels,
    @Nullable String stopSignal,
    @Nullable HealthConfig healthcheck,
    @Nullable List<String> shell,
    @Nullable List<String> onBuild) {
  /** An image that says nothing. */
  public static final ImageConfig EMPTY =
      new ImageConfig(null, null, null, null, null, null, null, null, null, null, null, null);
}
