package org.jdock.container.internal.mounts;

import java.util.List;
import org.jdock.api.container.MountPoint;
import org.jspecify.annotations.Nullable;

/**
 * A mount of a container. Immutable.
 *
 * @param type {@code bind}, {@code volume} or {@code tmpfs}
 * @param name a volume's; null for others
 * @param source a bind's path on the host, or a volume's data; empty for a tmpfs
 * @param destination absolute and normal
 * @param driver a volume's; null for others
 * @param mode as it was written, such as {@code ro}
 * @param rw whether it can be written to
 * @param propagation such as {@code rprivate}; empty for a volume or a tmpfs
 * @param options of a tmpfs
 * @param noCopy whether a new volume stays empty
 */
public record MountEntry(
    String type,
    @Nullable String name,
    String source,
    String destination,
    @Nullable String driver,
    String mode,
    boolean rw,
    String propagation,
    List<String> options,
    boolean noCopy) {
  /** Keeps its own copy. */
  public MountEntry {
    options = List.copyOf(options);
  }

  /** Whether it is a volume. */
  public boolean isVolume() {
    return type.equals("volume");
  }

  /** With the volume that it came to. */
  public MountEntry resolved(String volume, String data, String volumeDriver) {
    return new MountEntry(
        type, volume, data, destination, volumeDriver, mode, rw, propagation, options, noCopy);
  }

  /** As an inspection shows it. */
  public MountPoint point() {
    return new MountPoint(type, name, source, destination, driver, mode, rw, propagation);
  }
}
