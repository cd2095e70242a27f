package org.jdock.image.internal.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.image.internal.layer.Trees;
import org.jdock.image.internal.reference.Digest;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.SnapshotInfo;
import org.jdock.spi.storage.StorageDriver;
import org.jspecify.annotations.Nullable;

/**
 * The storage drivers' snapshots as this bundle uses them: a layer's has its chain ID as name, one
 * being unpacked a key that begins with {@value #EXTRACT}, a container's its id as key. Before a
 * driver is used first, what a crash left in it is collected. Thread-safe.
 */
public final class Snapshots {
  static final String EXTRACT = "extract-";
  private static final Logger LOG = LogManager.getLogger(Snapshots.class);

  private final DriverRegistry registry;
  private final Path scratch;
  private final Supplier<Set<String>> wanted;
  private final Map<String, Boolean> swept = new ConcurrentHashMap<>();
  private final Map<String, Integer> pins = new ConcurrentHashMap<>();
  private volatile @Nullable Function<String, Set<String>> owned;

  /**
   * @param scratch a directory for mounts that last no longer than an unpacking
   * @param wanted the chain IDs of all images
   */
  public Snapshots(DriverRegistry registry, Path scratch, Supplier<Set<String>> wanted) {
    this.registry = registry;
    this.scratch = scratch;
    this.wanted = wanted;
  }

  /** One call of a driver. */
  <T> T call(String driver, DriverRegistry.DriverCall<StorageDriver, T> call) {
    reclaim(driver);
    return registry.call(StorageDriver.class, driver, call);
  }

  /** From now on a first use deletes the keys that are not among these; see the contract. */
  public void keep(Function<String, Set<String>> keys) {
    owned = keys;
  }

  /** Collects now what a first use would. */
  public void reclaim(String driver) {
    swept.computeIfAbsent(driver, this::sweep);
  }

  private boolean sweep(String driver) {
    for (SnapshotInfo left : list(driver)) {
      if (left.name().startsWith(EXTRACT)) {
        clearScratch(left.name());
        registry.<StorageDriver, Boolean>call(
            StorageDriver.class, driver, d -> removed(d, left.name()));
      }
    }
    removeUnowned(driver);
    Set<String> keep = wanted.get();
    var extra = new HashSet<String>();
    for (SnapshotInfo info : list(driver)) {
      if (info.kind() == SnapshotInfo.Kind.COMMITTED && !keep.contains(info.name())) {
        extra.add(info.name());
      }
    }
    // Children go before their parents; what containers stand on stays.
    while (extra.removeIf(name -> tryRemove(driver, name))) {
      LOG.debug("collected layers that no image has from {}", driver);
    }
    return true;
  }

  /** What can't be deleted now is tried again at the next start. */
  private void removeUnowned(String driver) {
    var owners = owned;
    if (owners == null) {
      return;
    }
    Set<String> keys = owners.apply(driver);
    for (SnapshotInfo left : list(driver)) {
      String key = left.name();
      if (left.kind() != SnapshotInfo.Kind.COMMITTED
          && !key.startsWith(EXTRACT)
          && !keys.contains(key)) {
        try {
          tryRemove(driver, key);
        } catch (ProblemException e) {
          LOG.warn("the root {} that nobody has stays: {}", key, e.getMessage());
        }
      }
    }
  }

  private List<SnapshotInfo> list(String driver) {
    return registry.call(StorageDriver.class, driver, StorageDriver::list);
  }

  private static boolean removed(StorageDriver driver, String name) throws Exception {
    driver.remove(name);
    return true;
  }

  private boolean tryRemove(String driver, String name) {
    try {
      return registry.<StorageDriver, Boolean>call(
          StorageDriver.class, driver, d -> removed(d, name));
    } catch (ProblemException e) {
      if (e.problem() == Problem.CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  /** All snapshots of a driver. */
  List<SnapshotInfo> all(String driver) {
    return call(driver, StorageDriver::list);
  }

  /** What is known of a snapshot; null if there is none. */
  @Nullable SnapshotInfo find(String driver, String name) {
    try {
      return call(driver, d -> d.stat(name));
    } catch (ProblemException e) {
      if (e.problem() == Problem.NOT_FOUND && registry.ready(StorageDriver.class, driver)) {
        return null;
      }
      throw e;
    }
  }

  /** Bytes that it takes itself. */
  public long usage(String driver, String name) {
    return call(driver, d -> d.usage(name)).bytes();
  }

  /** Makes a writable one. */
  List<Mount> prepare(String driver, String key, @Nullable String parent) {
    return call(driver, d -> d.prepare(key, parent));
  }

  /** Deletes one; false while others stand on it. */
  boolean remove(String driver, String name) {
    reclaim(driver);
    return tryRemove(driver, name);
  }

  /** Whether the driver lets layers be unpacked side by side. */
  boolean rebases(String driver) {
    return registry.capabilities(StorageDriver.class, driver).contains(StorageDriver.REBASE);
  }

  /** A new directory to mount something on while it is unpacked. */
  Path makeScratch(String key) throws IOException {
    return Files.createDirectories(scratch.resolve(key));
  }

  /** Unmounts and deletes it. */
  void clearScratch(String key) {
    Path directory = scratch.resolve(key);
    try {
      DriverMounts.unmount(directory);
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      LOG.warn("cannot clear {}: {}", directory, e.getMessage());
    }
  }

  /** Keeps layers from being collected while something is being made on them. */
  public void pin(List<Digest> chain) {
    chain.forEach(c -> pins.merge(c.toString(), 1, Integer::sum));
  }

  /** Ends one {@link #pin}. */
  public void unpin(List<Digest> chain) {
    chain.forEach(c -> pins.computeIfPresent(c.toString(), (_, n) -> n == 1 ? null : n - 1));
  }

  /** Deletes those layers of an image that no other has, from all drivers; those deleted. */
  public List<Digest> collect(List<Digest> chain) {
    var gone = new java.util.LinkedHashSet<Digest>();
    for (String driver : registry.names(StorageDriver.class)) {
      if (registry.ready(StorageDriver.class, driver)) {
        gone.addAll(collect(driver, chain));
      }
    }
    return List.copyOf(gone);
  }

  /** As {@link #collect(List)}, from one driver. */
  List<Digest> collect(String driver, List<Digest> chain) {
    Set<String> keep = wanted.get();
    var gone = new java.util.ArrayList<Digest>();
    for (Digest layer : chain.reversed()) {
      String name = layer.toString();
      if (keep.contains(name) || pins.containsKey(name)) {
        break; // and so are those below it
      }
      if (find(driver, name) != null) {
        if (!remove(driver, name)) {
          break;
        }
        gone.add(layer);
      }
    }
    return gone;
  }

  /** Deletes a layer and those below it, as far as no image and no other layer needs them. */
  void collectUnder(String driver, @Nullable String name) {
    Set<String> keep = wanted.get();
    String next = name;
    while (next != null && !keep.contains(next) && !pins.containsKey(next)) {
      SnapshotInfo info = find(driver, next);
      if (info == null || !remove(driver, next)) {
        return;
      }
      next = info.parent();
    }
  }

  /** Deletes mount points that a crash left. */
  public void clearAllScratch() throws IOException {
    if (!Files.isDirectory(scratch)) {
      return;
    }
    List<Path> left;
    try (var files = Files.list(scratch)) {
      left = files.toList();
    }
    for (Path directory : left) {
      DriverMounts.unmount(directory);
      Trees.delete(directory);
    }
  }
}
