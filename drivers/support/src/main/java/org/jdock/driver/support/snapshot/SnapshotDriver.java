package org.jdock.driver.support.snapshot;

import java.util.List;
import java.util.Set;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.SnapshotInfo;
import org.jdock.spi.storage.SnapshotUsage;
import org.jdock.spi.storage.StorageDriver;
import org.jspecify.annotations.Nullable;

/** A storage driver over {@link Snapshots}: a driver adds its content and its probe. */
public abstract class SnapshotDriver implements StorageDriver {
  private volatile @Nullable Snapshots snapshots;

  /**
   * What the driver makes its snapshots of.
   *
   * @throws DriverException when the file system of the root does not do
   */
  protected abstract Content content(DriverContext context) throws DriverException;

  @Override
  public Set<String> capabilities() {
    return Set.of();
  }

  @Override
  public final void open(DriverContext context) throws DriverException {
    snapshots = Snapshots.open(context.root(), content(context));
  }

  @Override
  public final void close() {
    Snapshots open = snapshots;
    snapshots = null;
    if (open != null) {
      open.close();
    }
  }

  private Snapshots opened() {
    Snapshots open = snapshots;
    if (open == null) {
      throw new IllegalStateException("called before open or after close");
    }
    return open;
  }

  @Override
  public final List<Mount> prepare(String key, @Nullable String parent) throws DriverException {
    return opened().make(key, parent, SnapshotInfo.Kind.ACTIVE);
  }

  @Override
  public final List<Mount> view(String key, @Nullable String parent) throws DriverException {
    return opened().make(key, parent, SnapshotInfo.Kind.VIEW);
  }

  @Override
  public final List<Mount> mounts(String key) throws DriverException {
    return opened().mounts(key);
  }

  @Override
  public final void commit(String name, String key, @Nullable String parent)
      throws DriverException {
    opened().commit(name, key, parent);
  }

  @Override
  public final void remove(String keyOrName) throws DriverException {
    opened().remove(keyOrName);
  }

  @Override
  public final SnapshotInfo stat(String keyOrName) throws DriverException {
    return opened().stat(keyOrName);
  }

  @Override
  public final SnapshotUsage usage(String keyOrName) throws DriverException {
    return opened().usage(keyOrName);
  }

  @Override
  public final List<SnapshotInfo> list() throws DriverException {
    return opened().list();
  }
}
