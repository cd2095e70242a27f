package org.jdock.driver.support.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.support.file.LiveMark;
import org.jdock.spi.DriverException;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.SnapshotInfo;
import org.jdock.spi.storage.SnapshotUsage;
import org.jspecify.annotations.Nullable;

/**
 * All calls of a storage driver, over what the driver makes its content of. Thread-safe; may be
 * open on one root several times, in this process and others. The calls are those of {@link
 * org.jdock.spi.storage.StorageDriver}, whose contract they keep.
 */
public final class Snapshots implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Snapshots.class);

  private final Places places;
  private final Index index;
  private final Janitor janitor;
  private final Content content;

  private Snapshots(Path root, Content content) {
    this.places = new Places(root);
    this.index = new Index(places);
    this.janitor = new Janitor(places, index);
    this.content = content;
  }

  /** Makes the directories and starts to sweep in the background. */
  public static Snapshots open(Path root, Content content) throws DriverException {
    var snapshots = new Snapshots(root, content);
    try {
      snapshots.places.make();
    } catch (IOException e) {
      throw Errors.failed("open the snapshots in " + root, e);
    }
    snapshots.janitor.sweepSoon();
    return snapshots;
  }

  /** {@code prepare} for ACTIVE, {@code view} for VIEW. */
  public List<Mount> make(String key, @Nullable String parent, SnapshotInfo.Kind kind)
      throws DriverException {
    Errors.checkName(key);
    if (parent != null) {
      Errors.checkName(parent);
    }
    try {
      return mountsOf(
          content.slow() ? makeSlowly(key, parent, kind) : makeAtOnce(key, parent, kind));
    } catch (IOException e) {
      throw Errors.failed("prepare snapshot " + key, e);
    }
  }

  private SnapshotRecord makeAtOnce(String key, @Nullable String parent, SnapshotInfo.Kind kind)
      throws IOException, DriverException {
    try (var _ = index.lock().acquire()) {
      SnapshotRecord present = present(key, parent, kind);
      if (present != null) {
        return present;
      }
      SnapshotRecord base = base(parent);
      Path dir = newDirectory(places.content());
      SnapshotRecord made = made(dir, key, base, kind);
      try {
        content.fill(dir, contents(made), kind);
        index.add(made);
      } catch (IOException | RuntimeException e) {
        undo(dir, e);
        throw e;
      }
      return made;
    }
  }

  /** The copying is done aside, under a mark that tells others that its maker lives. */
  private SnapshotRecord makeSlowly(String key, @Nullable String parent, SnapshotInfo.Kind kind)
      throws IOException, DriverException {
    Path dir;
    LiveMark mark;
    SnapshotRecord made;
    try (var _ = index.lock().acquire()) {
      SnapshotRecord present = present(key, parent, kind);
      if (present != null) {
        return present;
      }
      SnapshotRecord base = base(parent);
      String id = Index.newId();
      mark = LiveMark.set(places.liveMark(id));
      dir = places.making().resolve(id);
      made = made(dir, key, base, kind);
    }
    try (mark) {
      Files.createDirectory(dir);
      try {
        content.fill(dir, contents(made), kind);
        return publish(dir, made);
      } catch (IOException | DriverException | RuntimeException e) {
        undo(dir, e);
        if (e instanceof IOException && parent != null) {
          base(parent); // removed while it was copied: that is the reason then
        }
        throw e;
      }
    }
  }

  private SnapshotRecord publish(Path dir, SnapshotRecord made)
      throws IOException, DriverException {
    try (var _ = index.lock().acquire()) {
      SnapshotRecord present = present(made.name(), made.parent(), made.kind());
      if (present != null) { // the same call on another thread was faster
        janitor.discard(dir);
        janitor.emptySoon();
        return present;
      }
      SnapshotRecord base = base(made.parent());
      if (base != null && !base.chain().equals(made.lowers())) {
        throw Errors.conflict("snapshot " + made.parent() + " was replaced while it was copied");
      }
      Files.move(dir, places.content(made.id()), StandardCopyOption.ATOMIC_MOVE);
      index.add(made);
      return made;
    }
  }

  private @Nullable SnapshotRecord present(
      String key, @Nullable String parent, SnapshotInfo.Kind kind)
      throws IOException, DriverException {
    SnapshotRecord present = index.findLocked(key);
    if (present == null) {
      return null;
    }
    if (present.kind() != kind) {
      throw Errors.conflict("snapshot " + key + " exists already, as " + kindOf(present));
    }
    if (!Objects.equals(present.parent(), parent)) {
      throw Errors.conflict(
          "snapshot "
              + key
              + " exists already, on "
              + parentOf(present.parent())
              + " and not on "
              + parentOf(parent));
    }
    return present;
  }

  private @Nullable SnapshotRecord base(@Nullable String parent)
      throws IOException, DriverException {
    if (parent == null) {
      return null;
    }
    SnapshotRecord base = index.findLocked(parent);
    if (base == null || base.kind() != SnapshotInfo.Kind.COMMITTED) {
      throw Errors.notFound("committed snapshot", parent);
    }
    return base;
  }

  private static SnapshotRecord made(
      Path dir, String key, @Nullable SnapshotRecord base, SnapshotInfo.Kind kind) {
    return new SnapshotRecord(
        String.valueOf(dir.getFileName()),
        key,
        key,
        base == null ? null : base.name(),
        base == null ? List.of() : base.chain(),
        kind,
        Instant.now());
  }

  private static Path newDirectory(Path in) throws IOException {
    while (true) {
      try {
        return Files.createDirectory(in.resolve(Index.newId()));
      } catch (FileAlreadyExistsException e) {
        LOG.debug("a directory name was taken, the next may not be", e);
      }
    }
  }

  private void undo(Path dir, Exception why) {
    try {
      if (Files.isDirectory(dir)) {
        janitor.discard(dir);
        janitor.emptySoon();
      }
    } catch (IOException | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /** See {@link org.jdock.spi.storage.StorageDriver#mounts}. */
  public List<Mount> mounts(String key) throws DriverException {
    SnapshotRecord record = need(key);
    if (record.kind() == SnapshotInfo.Kind.COMMITTED) {
      throw Errors.notFound("active snapshot or view", key);
    }
    return mountsOf(record);
  }

  private List<Mount> mountsOf(SnapshotRecord record) {
    return content.mounts(places.content(record.id()), contents(record), record.kind());
  }

  private List<Path> contents(SnapshotRecord record) {
    return record.lowers().stream().map(places::content).toList();
  }

  /** See {@link org.jdock.spi.storage.StorageDriver#commit}. */
  public void commit(String name, String key, @Nullable String parent) throws DriverException {
    Errors.checkName(name);
    Errors.checkName(key);
    try {
      SnapshotRecord active = index.find(key);
      if (active != null && active.kind() == SnapshotInfo.Kind.ACTIVE) {
        content.flush(places.content(active.id())); // slow, so before the lock
      }
      try (var _ = index.lock().acquire()) {
        commitLocked(name, key, parent);
      }
      index.flush();
    } catch (IOException e) {
      throw Errors.failed("commit snapshot " + key + " as " + name, e);
    }
  }

  private void commitLocked(String name, String key, @Nullable String parent)
      throws IOException, DriverException {
    SnapshotRecord active = index.findLocked(key);
    SnapshotRecord taken = index.findLocked(name);
    if (active == null) {
      if (taken != null
          && taken.kind() == SnapshotInfo.Kind.COMMITTED
          && taken.key().equals(key)
          && Objects.equals(taken.parent(), parent)) {
        return; // an earlier call did it
      }
      throw Errors.notFound("snapshot", key);
    }
    if (active.kind() != SnapshotInfo.Kind.ACTIVE) {
      throw Errors.conflict("snapshot " + key + " cannot be committed: it is " + kindOf(active));
    }
    if (taken != null) {
      throw Errors.conflict("snapshot " + name + " exists already");
    }
    if (!Objects.equals(active.parent(), parent)
        && !(content.rebases() && active.parent() == null)) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "snapshot "
              + key
              + " was prepared on "
              + parentOf(active.parent())
              + " and cannot be committed on "
              + parentOf(parent));
    }
    SnapshotRecord committed = active.committed(name, base(parent), Instant.now());
    index.replace(key, index.stage(committed, true), name);
  }

  /** See {@link org.jdock.spi.storage.StorageDriver#remove}. */
  public void remove(String name) throws DriverException {
    Errors.checkName(name);
    try (var _ = index.lock().acquire()) {
      SnapshotRecord record = index.findLocked(name);
      if (record == null) {
        return;
      }
      if (record.kind() == SnapshotInfo.Kind.COMMITTED) { // no other kind is a parent
        refuseParent(name);
      }
      index.delete(name);
      Path dir = places.content(record.id());
      if (Files.isDirectory(dir)) {
        janitor.discard(dir);
      }
    } catch (IOException e) {
      throw Errors.failed("remove snapshot " + name, e);
    }
    janitor.emptySoon();
  }

  private void refuseParent(String name) throws IOException, DriverException {
    for (SnapshotRecord other : index.allLocked()) {
      if (name.equals(other.parent())) {
        throw Errors.conflict("snapshot " + name + " is the parent of " + other.name());
      }
    }
  }

  /** See {@link org.jdock.spi.storage.StorageDriver#stat}. */
  public SnapshotInfo stat(String name) throws DriverException {
    return need(name).info();
  }

  /** See {@link org.jdock.spi.storage.StorageDriver#usage}. */
  public SnapshotUsage usage(String name) throws DriverException {
    SnapshotRecord record = need(name);
    try {
      Path files = content.files(places.content(record.id()));
      return Files.isDirectory(files) ? TreeUsage.of(files) : new SnapshotUsage(0, 0);
    } catch (IOException e) {
      throw Errors.failed("measure snapshot " + name, e);
    }
  }

  /** See {@link org.jdock.spi.storage.StorageDriver#list}. */
  public List<SnapshotInfo> list() throws DriverException {
    try (var _ = index.lock().acquire()) {
      return index.allLocked().stream().map(SnapshotRecord::info).toList();
    } catch (IOException e) {
      throw Errors.failed("list the snapshots in " + places.root(), e);
    }
  }

  private SnapshotRecord need(String name) throws DriverException {
    Errors.checkName(name);
    try {
      SnapshotRecord record = index.find(name);
      if (record == null) {
        throw Errors.notFound("snapshot", name);
      }
      return record;
    } catch (IOException e) {
      throw Errors.failed("read snapshot " + name, e);
    }
  }

  private static String kindOf(SnapshotRecord record) {
    return switch (record.kind()) {
      case ACTIVE -> "an active snapshot";
      case VIEW -> "a view";
      case COMMITTED -> "a committed snapshot";
      default -> "another kind of snapshot";
    };
  }

  private static String parentOf(@Nullable String parent) {
    return parent == null ? "nothing" : parent;
  }

  /** Stops the background work; what is left of it, the next instance does. */
  @Override
  public void close() {
    janitor.close();
    try {
      index.lock().close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the lock of " + places.root(), e);
    }
  }
}
