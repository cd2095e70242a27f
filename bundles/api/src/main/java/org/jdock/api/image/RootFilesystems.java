package org.jdock.api.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Containers' root file systems: a writable snapshot each on top of an image. For the container
 * bundle. Thread-safe; the calls for one container come one at a time. Each may be repeated.
 */
public interface RootFilesystems {
  /**
   * Makes the snapshot, unpacking the image's layers first where the driver does not have them.
   *
   * @param driver a storage driver's name
   * @param key the container's id
   * @param imageId {@code sha256:…}
   */
  void create(String driver, String key, String imageId);

  /** Mounts it on an existing directory; nothing happens when it is mounted there. */
  void mount(String driver, String key, Path target);

  /** Unmounts; nothing happens when it is not mounted. */
  void unmount(Path target);

  /** Deletes the snapshot, which must not be mounted; nothing happens when there is none. */
  void remove(String driver, String key);

  /** Bytes that the container wrote itself. */
  long usage(String driver, String key);

  /** What {@code GraphDriver.Data} of an inspect shows. */
  Map<String, String> details(String driver, String key);

  /**
   * Says which snapshots are some container's. Before a storage driver is used first, its others
   * are deleted: what a crash left.
   *
   * @param keys the ids of the containers on a driver; asked once for each
   */
  void keep(Function<String, Set<String>> keys);

  /** Deletes now what would be deleted before the driver's first use, unless it was used. */
  void reclaim(String driver);

  /** The storage driver for new containers: the configured one, else the best that works. */
  String defaultDriver();
}
