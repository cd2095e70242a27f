package org.jdock.api.volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.api.Filters;
import org.jspecify.annotations.Nullable;

/** Named volumes. Thread-safe. */
public interface Volumes {
  /**
   * Makes a volume, or gives the one that is there.
   *
   * @param name null or empty for an anonymous one with a name of 64 hexadecimal digits
   * @param driver null or empty for {@code local}
   * @throws org.jdock.api.ProblemException INVALID for a name or options that the driver refuses,
   *     CONFLICT when there is one of another driver
   */
  Volume create(
      @Nullable String name,
      @Nullable String driver,
      Map<String, String> options,
      Map<String, String> labels);

  /** One volume; NOT_FOUND: {@code get x: no such volume}. */
  Volume inspect(String name);

  /** Volumes that match; filters {@code dangling driver label name}. */
  List<Volume> list(Filters filters);

  /** Removes a volume; CONFLICT while containers refer to it. */
  void remove(String name, boolean force);

  /**
   * Removes anonymous volumes that nothing refers to; with filter {@code all=true} named ones too.
   */
  PruneReport prune(Filters filters);

  /**
   * Notes that a container refers to a volume, so that it is not removed under it, whether it is
   * mounted or not. Durable. For the container bundle.
   */
  void refer(String name, String containerId);

  /** Undoes {@link #refer}. */
  void release(String name, String containerId);

  /** Makes the data available to a container. For the container bundle. */
  Path mount(String name, String containerId);

  /** Says that a container needs the data no longer. For the container bundle. */
  void unmount(String name, String containerId);

  /**
   * A volume.
   *
   * @param name unique on this daemon
   * @param driver its driver's name
   * @param mountpoint where its data is
   * @param createdAt RFC 3339
   * @param labels any
   * @param options driver options
   * @param scope {@code local} or {@code global}
   * @param anonymous true when the engine named it
   */
  record Volume(
      String name,
      String driver,
      String mountpoint,
      String createdAt,
      Map<String, String> labels,
      Map<String, String> options,
      String scope,
      boolean anonymous) {}

  /**
   * What a prune did.
   *
   * @param volumesDeleted names
   * @param spaceReclaimed bytes
   */
  record PruneReport(List<String> volumesDeleted, long spaceReclaimed) {}
}
