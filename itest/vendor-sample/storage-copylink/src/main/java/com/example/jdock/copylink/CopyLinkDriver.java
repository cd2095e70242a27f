package com.example.jdock.copylink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jdock.linux.fs.Durable;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.Probe;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.SnapshotInfo;
import org.jdock.spi.storage.SnapshotUsage;
import org.jdock.spi.storage.StorageDriver;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * A snapshot is a directory with the whole file system. An active one is a real copy, since what is
 * written to a hard link is written to all of its names; a committed one never changes again, so
 * the files that it has in common with its parent become hard links to the parent's.
 *
 * <p>Works on every file system, needs no kernel module, and a stack of layers takes little more
 * than the files that differ.
 */
@Component(service = StorageDriver.class, property = StorageDriver.NAME + "=copylink")
public final class CopyLinkDriver implements StorageDriver {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:._-]{1,512}");
  private static final int ROOT_MODE = 0755;

  private volatile @Nullable Store store;

  @Override
  public Probe probe() {
    return Files.isExecutable(Path.of("/bin/cp"))
        ? Probe.ok()
        : Probe.no("/bin/cp not found", "install the coreutils package");
  }

  @Override
  public void open(DriverContext context) throws DriverException {
    try {
      store = Store.open(context);
    } catch (IOException e) {
      throw failed("open " + context.root(), e);
    }
  }

  @Override
  public void close() {
    Store open = store;
    if (open != null) {
      open.close();
    }
  }

  private Store store() {
    return Objects.requireNonNull(store, "not open");
  }

  @Override
  public List<Mount> prepare(String key, @Nullable String parent) throws DriverException {
    return make(key, parent, SnapshotInfo.Kind.ACTIVE);
  }

  @Override
  public List<Mount> view(String key, @Nullable String parent) throws DriverException {
    return make(key, parent, SnapshotInfo.Kind.VIEW);
  }

  /** Copies outside of the lock: others go on, and whoever is first with a key wins. */
  private List<Mount> make(String key, @Nullable String parent, SnapshotInfo.Kind kind)
      throws DriverException {
    checkName(key);
    try (var work = store().work()) {
      Snapshot base;
      try (var all = store().lock()) {
        Snapshot there = all.find(key);
        if (there != null) {
          return same(all, there, parent, kind);
        }
        base = parent == null ? null : committed(all, parent);
      }
      Path files = work.path().resolve(Store.FILES);
      if (base == null) {
        Files.createDirectory(files);
        Files.setAttribute(files, "unix:mode", ROOT_MODE); // whatever the umask
      } else if (kind == SnapshotInfo.Kind.ACTIVE) {
        Tool.run("cp", "-a", "--reflink=auto", "--", base.files().toString(), files.toString());
      }
      try (var all = store().lock()) {
        Snapshot there = all.find(key);
        if (there != null) {
          return same(all, there, parent, kind);
        }
        if (parent != null) {
          committed(all, parent); // it may have gone meanwhile
        }
        var info = new SnapshotInfo(key, parent, kind, Instant.now());
        return mounts(all, all.add(work.path(), info));
      }
    } catch (IOException e) {
      throw failed("prepare " + key, e);
    }
  }

  private static List<Mount> same(
      Store.Locked all, Snapshot there, @Nullable String parent, SnapshotInfo.Kind kind)
      throws DriverException, IOException {
    if (there.info().kind() != kind || !Objects.equals(there.info().parent(), parent)) {
      throw new DriverException(
          Kind.CONFLICT, there.info().name() + " is in use, as " + there.info().kind()
              + " on " + there.info().parent());
    }
    return mounts(all, there);
  }

  private static Snapshot committed(Store.Locked all, String name)
      throws DriverException, IOException {
    Snapshot found = all.find(name);
    if (found == null || found.info().kind() != SnapshotInfo.Kind.COMMITTED) {
      throw new DriverException(Kind.NOT_FOUND, "no committed snapshot " + name);
    }
    return found;
  }

  @Override
  public List<Mount> mounts(String key) throws DriverException {
    try (var all = store().lock()) {
      Snapshot found = existing(all, key);
      if (found.info().kind() == SnapshotInfo.Kind.COMMITTED) {
        throw new DriverException(Kind.NOT_FOUND, key + " is committed; make a view of it");
      }
      return mounts(all, found);
    } catch (IOException e) {
      throw failed("find " + key, e);
    }
  }

  /** A view of a parent is the parent: it never changes, and stays while it has a child. */
  private static List<Mount> mounts(Store.Locked all, Snapshot of)
      throws DriverException, IOException {
    String parent = of.info().parent();
    boolean view = of.info().kind() == SnapshotInfo.Kind.VIEW;
    Path files = view && parent != null ? committed(all, parent).files() : of.files();
    var options = new ArrayList<>(of.options());
    options.add(view ? "ro" : "rw");
    return List.of(new Mount("bind", files.toString(), options));
  }

  private static Snapshot existing(Store.Locked all, String name)
      throws DriverException, IOException {
    Snapshot found = all.find(name);
    if (found == null) {
      throw new DriverException(Kind.NOT_FOUND, "no snapshot " + name);
    }
    return found;
  }

  /**
   * Shares files only once the snapshot is committed: cut short, an active one would be left with
   * links through which a container writes into its image.
   */
  @Override
  public void commit(String name, String key, @Nullable String parent) throws DriverException {
    checkName(name);
    try {
      Snapshot active;
      try (var all = store().lock()) {
        active = all.find(key);
      }
      if (active != null && active.info().kind() == SnapshotInfo.Kind.ACTIVE) {
        Durable.syncFileSystem(active.files());
      }
      Snapshot done;
      Snapshot base;
      try (var all = store().lock()) {
        done = commit(all, name, key, parent);
        base = parent == null ? null : all.find(parent);
      }
      if (base != null) {
        try (var work = store().work()) {
          Sharing.share(base.files(), done.files(), work.path());
        }
      }
    } catch (IOException e) {
      throw failed("commit " + key + " as " + name, e);
    }
  }

  private static Snapshot commit(
      Store.Locked all, String name, String key, @Nullable String parent)
      throws DriverException, IOException {
    Snapshot taken = all.find(name);
    Snapshot active = all.find(key);
    if (active == null && taken != null && taken.key().equals(key)) {
      return taken; // this call came before
    }
    if (active == null) {
      throw new DriverException(Kind.NOT_FOUND, "no snapshot " + key);
    }
    if (active.info().kind() != SnapshotInfo.Kind.ACTIVE || taken != null) {
      throw new DriverException(
          Kind.CONFLICT, taken != null ? name + " exists" : key + " is not active");
    }
    if (!Objects.equals(active.info().parent(), parent)) {
      throw new DriverException(
          Kind.UNSUPPORTED, "copylink: a snapshot keeps the parent that it was prepared with");
    }
    return all.replace(
        active,
        new SnapshotInfo(name, parent, SnapshotInfo.Kind.COMMITTED, Instant.now()));
  }

  @Override
  public void remove(String keyOrName) throws DriverException {
    checkName(keyOrName);
    try (var work = store().work()) {
      try (var all = store().lock()) {
        for (Snapshot each : all.list()) {
          if (keyOrName.equals(each.info().parent())) {
            throw new DriverException(
                Kind.CONFLICT, keyOrName + " is the parent of " + each.info().name());
          }
        }
        Snapshot found = all.find(keyOrName);
        if (found != null) {
          all.takeOut(found, work.path());
        }
      }
    } catch (IOException e) { // what is deleted is deleted as the work ends
      throw failed("remove " + keyOrName, e);
    }
  }

  @Override
  public SnapshotInfo stat(String keyOrName) throws DriverException {
    try (var all = store().lock()) {
      return existing(all, keyOrName).info();
    } catch (IOException e) {
      throw failed("find " + keyOrName, e);
    }
  }

  @Override
  public SnapshotUsage usage(String keyOrName) throws DriverException {
    try {
      Snapshot found;
      Snapshot base;
      try (var all = store().lock()) {
        found = existing(all, keyOrName);
        base = found.info().parent() == null ? null : all.find(found.info().parent());
      }
      return Sharing.usage(base == null ? null : base.files(), found.files());
    } catch (IOException e) {
      throw failed("measure " + keyOrName, e);
    }
  }

  @Override
  public List<SnapshotInfo> list() throws DriverException {
    try (var all = store().lock()) {
      return all.list().stream().map(Snapshot::info).toList();
    } catch (IOException e) {
      throw failed("list the snapshots", e);
    }
  }

  private static void checkName(String name) throws DriverException {
    if (!NAME.matcher(name).matches()) {
      throw new DriverException(
          Kind.INVALID, "copylink: a name is 1 to 512 of [A-Za-z0-9:._-], not '" + name + "'");
    }
  }

  private static DriverException failed(String what, IOException e) {
    return new DriverException(
        Kind.FAILED, "copylink: cannot " + what + ": " + e.getMessage(), e);
  }
}
