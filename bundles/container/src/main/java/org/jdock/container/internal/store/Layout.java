package org.jdock.container.internal.store;

import java.nio.file.Path;
import org.jdock.spi.runtime.MonitorFiles;

/**
 * Where a daemon's containers lie.
 *
 * @param dataRoot what outlives a reboot
 * @param execRoot what does not
 */
public record Layout(Path dataRoot, Path execRoot) {
  /** Of all containers, durable. */
  public Path containers() {
    return dataRoot.resolve("containers");
  }

  /** Of all containers, until a reboot. */
  public Path bundles() {
    return execRoot.resolve("containers");
  }

  /** Exit files of all containers, so that one watch sees them all. */
  public Path exits() {
    return execRoot.resolve("exits");
  }

  /** A container's own directory. */
  public Path directory(String id) {
    return containers().resolve(id);
  }

  /** A file of a container's, that it gets to see. */
  public Path file(String id, String name) {
    return directory(id).resolve(name);
  }

  /** Its OCI bundle. */
  public Path bundle(String id) {
    return bundles().resolve(id);
  }

  /** Where its root file system is mounted. */
  public Path rootfs(String id) {
    return bundle(id).resolve("rootfs");
  }

  /** Its monitor's files. */
  public MonitorFiles monitor(String id) {
    return new MonitorFiles(bundle(id), directory(id).resolve("spool"), exits());
  }
}
