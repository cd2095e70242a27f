package org.jdock.image.internal.snapshot;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jdock.linux.mount.Mounts;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.SnapshotInfo;
import org.jspecify.annotations.Nullable;

/** Writable snapshots and their mounts. Every call may be repeated. Thread-safe. */
public final class RootMounts {
  private final Snapshots snapshots;
  private final Workers workers;

  /** By driver and key: they stay as they are as long as one version of a driver serves. */
  private final Map<String, Map<String, Map<String, String>>> known = new ConcurrentHashMap<>();

  public RootMounts(Snapshots snapshots, Workers workers) {
    this.snapshots = snapshots;
    this.workers = workers;
  }

  /** Makes one on a chain that the driver has. */
  public void create(String driver, String key, @Nullable String parent) {
    snapshots.prepare(driver, key, parent);
  }

  /** Mounts it on an existing directory, unless something is mounted there. */
  public void mount(String driver, String key, Path target) {
    List<Mount> wanted = snapshots.call(driver, d -> d.mounts(key));
    workers.run(() -> {
      if (!Mounts.isMountPoint(target)) {
        DriverMounts.mount(wanted, target);
      }
      return true;
    });
  }

  /** Unmounts what is mounted there. */
  public void unmount(Path target) {
    workers.run(() -> {
      DriverMounts.unmount(target);
      return true;
    });
  }

  /** Deletes it, and the layers below it that only it kept. */
  public void remove(String driver, String key) {
    known(driver).remove(key);
    SnapshotInfo info = snapshots.find(driver, key);
    if (info != null && snapshots.remove(driver, key)) {
      snapshots.collectUnder(driver, info.parent());
    }
  }

  /** Bytes that it takes itself. */
  public long usage(String driver, String key) {
    return snapshots.call(driver, d -> d.usage(key)).bytes();
  }

  /** The directories of its mounts, by the names that Docker has for them; not to be changed. */
  public Map<String, String> details(String driver, String key) {
    Map<String, Map<String, String>> ofDriver = known(driver);
    Map<String, String> before = ofDriver.get(key);
    if (before != null) {
      return before;
    }
    Map<String, String> now = Collections.unmodifiableMap(ask(driver, key));
    ofDriver.put(key, now);
    return now;
  }

  private Map<String, Map<String, String>> known(String driver) {
    return known.computeIfAbsent(driver, _ -> new ConcurrentHashMap<>());
  }

  /** Another version of a driver serves: it is asked anew. */
  public void forget(String driver) {
    known.remove(driver);
  }

  private Map<String, String> ask(String driver, String key) {
    var details = new TreeMap<String, String>();
    for (Mount mount : snapshots.call(driver, d -> d.mounts(key))) {
      if (mount.type().equals("bind")) {
        details.put("Dir", mount.source());
      }
      for (String option : mount.options()) {
        int at = option.indexOf('=');
        switch (at < 0 ? option : option.substring(0, at)) {
          case "lowerdir" -> details.put("LowerDir", option.substring(at + 1));
          case "upperdir" -> details.put("UpperDir", option.substring(at + 1));
          case "workdir" -> details.put("WorkDir", option.substring(at + 1));
          default -> {
            // not a directory
          }
        }
      }
    }
    return details;
  }
}
