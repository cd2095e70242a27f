package org.jdock.api.container;

import java.util.List;
import java.util.Map;
import org.jdock.api.image.HealthConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a container is made to run; the fields are those of the Engine API's {@code
 * ContainerConfig}. Null where the request says nothing and the image's own value holds.
 */
public record ContainerConfig(
    @Nullable String hostname,
    @Nullable String domainname,
    @Nullable String user,
    boolean attachStdin,
    boolean attachStdout,
    boolean attachStderr,
    @Nullable Map<String, Map<String, String>> exposedPorts,
    boolean tty,
    boolean openStdin,
    boolean stdinOnce,
    @Nullable List<String> env,
    @Nullable List<String> cmd,
    @Nullable HealthConfig healthcheck,
    String image,
    @Nullable Map<String, Map<String, String>> volumes,
    @Nullable String workingDir,
    @Nullable List<String> entrypoint,
    boolean networkDisabled,
    @Nullable String macAddress,
    @Nullable List<String> onBuild,
    @Nullable Map<String, String> labels,
    @Nullable String stopSignal,
    @Nullable Integer stopTimeout,
    @Nullable List<String> shell) {}
