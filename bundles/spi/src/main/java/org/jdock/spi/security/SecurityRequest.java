package org.jdock.spi.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for a container's processes.
 *
 * @param privileged as {@code --privileged}
 * @param capAdd as {@code --cap-add}: with or without {@code CAP_}, any case, or {@code ALL}
 * @param capDrop as {@code --cap-drop}
 * @param options as {@code --security-opt}, each {@code name=value} (or the older {@code
 *     name:value}) or a bare name; {@code seccomp} carries the profile's JSON itself
 * @param maskedPaths replaces the profile's own; null when not given
 * @param readonlyPaths replaces the profile's own; null when not given
 */
public record SecurityRequest(
    boolean privileged,
    List<String> capAdd,
    List<String> capDrop,
    List<String> options,
    @Nullable List<String> maskedPaths,
    @Nullable List<String> readonlyPaths) {
  /** Keeps its own copies. */
  public SecurityRequest {
    capAdd = List.copyOf(capAdd);
    capDrop = List.copyOf(capDrop);
    options = List.copyOf(options);
    maskedPaths = maskedPaths == null ? null : List.copyOf(maskedPaths);
    readonlyPaths = readonlyPaths == null ? null : List.copyOf(readonlyPaths);
  }
}
