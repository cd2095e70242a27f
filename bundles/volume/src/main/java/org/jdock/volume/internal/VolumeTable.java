package org.jdock.volume.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jdock.api.ProblemException;
import org.jdock.volume.internal.file.Records;
import org.jspecify.annotations.Nullable;

/**
 * What the engine keeps of volumes, durable, and a lock for each name: a driver that waits for a
 * server holds up this one volume only. Thread-safe.
 */
final class VolumeTable {
  private final Records<StoredVolume> records;
  private final Map<String, ReentrantLock> locks = new HashMap<>();
  private @Nullable Map<String, StoredVolume> volumes;

  VolumeTable(Path directory) {
    records = new Records<>(directory, StoredVolume.class);
  }

  private Map<String, StoredVolume> table() {
    if (volumes == null) {
      try {
        volumes = new HashMap<>(records.readAll());
      } catch (IOException e) {
        throw ProblemException.failed("the volumes can't be read: " + e, e);
      }
    }
    return volumes;
  }

  /** The one with this name; null when the engine does not know it. */
  synchronized @Nullable StoredVolume get(String name) {
    return table().get(name);
  }

  /** All by name, as they are now. */
  synchronized Map<String, StoredVolume> all() {
    return Map.copyOf(table());
  }

  synchronized void put(String name, StoredVolume volume) {
    try {
      records.write(name, volume);
    } catch (IOException e) {
      throw ProblemException.failed("volume " + name + " can't be noted: " + e, e);
    }
    table().put(name, volume);
  }

  synchronized void remove(String name) {
    try {
      records.delete(name);
    } catch (IOException e) {
      throw ProblemException.failed("volume " + name + " can't be forgotten: " + e, e);
    }
    table().remove(name);
  }

  /** To be unlocked by the caller. Never dropped: there are as few as there are volumes. */
  ReentrantLock lock(String name) {
    ReentrantLock lock;
    synchronized (locks) {
      lock = locks.computeIfAbsent(name, n -> new ReentrantLock());
    }
    lock.lock();
    return lock;
  }
}
