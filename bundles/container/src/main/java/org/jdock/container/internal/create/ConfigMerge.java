package org.jdock.container.internal.create;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.image.HealthConfig;
import org.jdock.api.image.ImageConfig;
import org.jspecify.annotations.Nullable;

/** Completes what was asked for by what the image says, as Docker does (moby, daemon/commit.go). */
public final class ConfigMerge {
  private ConfigMerge() {}

  /** The configuration that the container has; its host name is still what was asked for. */
  public static ContainerConfig merge(ContainerConfig asked, ImageConfig image) {
    List<String> entrypoint = asked.entrypoint();
    List<String> cmd = asked.cmd();
    if (entrypoint == null || entrypoint.isEmpty()) {
      if (isEmpty(cmd)) {
        cmd = image.cmd();
      }
      entrypoint = image.entrypoint();
    } else if (entrypoint.equals(List.of(""))) {
      entrypoint = null; // --entrypoint "" takes the image's away
    }
    return new ContainerConfig(
        asked.hostname(),
        asked.domainname(),
        text(asked.user(), image.user()),
        asked.attachStdin(),
        asked.attachStdout(),
        asked.attachStderr(),
        union(asked.exposedPorts(), image.exposedPorts()),
        asked.tty(),
        asked.openStdin(),
        asked.stdinOnce(),
        environment(asked.env(), image.env()),
        cmd,
        health(asked.healthcheck(), image.healthcheck()),
        asked.image(),
        union(asked.volumes(), image.volumes()),
        text(asked.workingDir(), image.workingDir()),
        entrypoint,
        asked.networkDisabled(),
        asked.macAddress(),
        asked.onBuild(),
        union(asked.labels(), image.labels()),
        text(asked.stopSignal(), image.stopSignal()),
        asked.stopTimeout(),
        asked.shell() == null ? image.shell() : asked.shell());
  }

  /**
   * Entry point and arguments.
   *
   * @throws ProblemException INVALID when there are none
   */
  public static List<String> command(ContainerConfig config) {
    List<String> all = new ArrayList<>();
    if (config.entrypoint() != null) {
      all.addAll(config.entrypoint());
    }
    if (config.cmd() != null) {
      all.addAll(config.cmd());
    }
    if (all.isEmpty() || (all.size() == 1 && all.getFirst().isEmpty())) {
      throw ProblemException.invalid("no command specified");
    }
    return all;
  }

  private static List<String> environment(
      @Nullable List<String> asked, @Nullable List<String> image) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String one : asked == null ? List.<String>of() : asked) {
      byName.put(name(one), one);
    }
    for (String one : image == null ? List.<String>of() : image) {
      byName.putIfAbsent(name(one), one);
    }
    return List.copyOf(byName.values());
  }

  private static String name(String variable) {
    int eq = variable.indexOf('=');
    return eq < 0 ? variable : variable.substring(0, eq);
  }

  private static <T> @Nullable Map<String, T> union(
      @Nullable Map<String, T> asked, @Nullable Map<String, T> image) {
    if (image == null || image.isEmpty()) {
      return asked;
    }
    Map<String, T> all = new LinkedHashMap<>(image);
    if (asked != null) {
      all.putAll(asked);
    }
    return all;
  }

  private static @Nullable HealthConfig health(
      @Nullable HealthConfig asked, @Nullable HealthConfig image) {
    if (asked == null || image == null) {
      return asked == null ? image : asked;
    }
    return new HealthConfig(
        isEmpty(asked.test()) ? image.test() : asked.test(),
        number(asked.interval(), image.interval()),
        number(asked.timeout(), image.timeout()),
        number(asked.startPeriod(), image.startPeriod()),
        number(asked.startInterval(), image.startInterval()),
        number(asked.retries(), image.retries()));
  }

  private static <N extends Number> @Nullable N number(@Nullable N asked, @Nullable N image) {
    return asked == null || asked.longValue() == 0 ? image : asked;
  }

  private static @Nullable String text(@Nullable String asked, @Nullable String image) {
    return asked == null || asked.isEmpty() ? image : asked;
  }

  private static boolean isEmpty(@Nullable List<String> list) {
    return list == null || list.isEmpty();
  }
}
