package org.jdock.driver.plugin.v1.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.support.file.DirLock;
import org.jdock.driver.support.file.Durable;
import org.jdock.driver.support.volume.Holders;
import org.jdock.driver.support.volume.VolumeRecord;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.volume.VolumeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a plugin's volumes: their options below the root, who holds them below the
 * exec root, as mounts do not outlive a reboot.
 */
final class Notes {
  private static final Logger LOG = LogManager.getLogger(Notes.class);

  private final Path records;
  private final Path holders;
  private final Path locks;
  private final ConcurrentMap<String, ReentrantLock> names = new ConcurrentHashMap<>();

  private Notes(Path root, Path execRoot) {
    records = root.resolve("records");
    holders = execRoot.resolve("holders");
    locks = execRoot.resolve("locks");
  }

  static Notes open(Path root, Path execRoot) throws DriverException {
    var notes = new Notes(root, execRoot);
    try {
      Files.createDirectories(notes.records);
      Files.createDirectories(notes.holders);
      Files.createDirectories(notes.locks);
      return notes;
    } catch (IOException e) {
      throw new DriverException(Kind.FAILED, "could not make " + root + ": " + e.getMessage(), e);
    }
  }

  /** Work on one volume, alone with it. */
  @FunctionalInterface
  interface Work<T> {
    T with(Notes notes) throws IOException, DriverException;
  }

  <T> T alone(String name, String tried, Work<T> work) throws DriverException {
    ReentrantLock mine = names.computeIfAbsent(name, _ -> new ReentrantLock());
    mine.lock();
    try (DirLock lock = new DirLock(locks.resolve(name));
        var _ = lock.acquire()) { // another version's calls
      return work.with(this);
    } catch (IOException e) {
      throw failed(tried, name, e);
    } finally {
      mine.unlock();
    }
  }

  static DriverException failed(String tried, String name, IOException e) {
    return new DriverException(
        Kind.FAILED, "could not " + tried + " volume " + name + ": " + e.getMessage(), e);
  }

  Holders holders(String name) {
    return new Holders(holders.resolve(name));
  }

  /** Null when there is none; one that is torn is none either. */
  @Nullable VolumeRecord read(String name) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(records.resolve(name));
    } catch (NoSuchFileException e) {
      return null;
    }
    try {
      return VolumeRecord.decode(bytes);
    } catch (IOException e) {
      LOG.warn("the options of volume {} are forgotten: {}", name, e.getMessage());
      return null;
    }
  }

  void write(String name, Map<String, String> options) throws IOException {
    Path fresh = records.resolve("." + name);
    Files.deleteIfExists(fresh);
    Durable.create(fresh, new VolumeRecord(Instant.now(), options).encode(), true);
    Files.move(
        fresh,
        records.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Durable.flushDirectory(records);
  }

  void forget(String name) throws IOException {
    holders(name).delete();
    Files.deleteIfExists(records.resolve(name));
  }

  /**
   * What is known of a volume.
   *
   * @param createdAt as the plugin says, where it does
   */
  VolumeInfo info(String name, String mountpoint, String createdAt) throws IOException {
    VolumeRecord known = read(name);
    if (known != null) {
      return new VolumeInfo(name, mountpoint, known.created(), known.options());
    }
    Instant created = Instant.EPOCH;
    try {
      created = createdAt.isEmpty() ? created : OffsetDateTime.parse(createdAt).toInstant();
    } catch (DateTimeException e) {
      LOG.debug("volume {} was created at '{}', which is no time", name, createdAt);
    }
    return new VolumeInfo(name, mountpoint, created, Map.of());
  }
}
