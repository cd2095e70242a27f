package org.jdock.spi.storage;

import java.util.List;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps snapshots: copy-on-write states of a file system, each on top of a parent or of nothing
 * (the model is containerd's snapshotter).
 *
 * <p><b>Terms.</b> An <i>active</i> snapshot is writable and known by its key; a <i>view</i> is a
 * read-only one; a <i>committed</i> snapshot never changes again, is known by its name, and is the
 * only kind that can be a parent. Keys and names share one name space of {@code [A-Za-z0-9:._-]+}.
 *
 * <p><b>A layer</b>: {@code prepare("extract-1", parent)}, the engine mounts what comes back,
 * unpacks into it and unmounts, then {@code commit("sha256:…", "extract-1", parent)}. <b>A
 * container</b>: {@code prepare(id, chainId)}; after a restart {@code mounts(id)} gives the same
 * mounts again; at the end {@code remove(id)}.
 *
 * <p><b>Ownership.</b> The driver owns the directories below its root; the engine owns every mount
 * that it makes of them, and unmounts before {@code commit} and {@code remove}. A driver never
 * mounts.
 *
 * <p><b>Crash.</b> A step that was cut short leaves nothing that {@link #list} names half; what it
 * does leave is swept by the driver when it is opened next.
 */
@ConsumerType
public interface StorageDriver extends Driver {
  /**
   * Capability: a snapshot prepared without a parent may be committed onto any parent, so that
   * layers can be unpacked side by side. Deletions are then written as overlayfs does: a whiteout
   * is a character device 0:0, an opaque directory has the extended attribute {@code
   * trusted.overlay.opaque=y} (kernel Documentation/filesystems/overlayfs.rst).
   */
  String REBASE = "rebase";

  /**
   * Makes an active snapshot.
   *
   * @param key not in use, except by an identical earlier call
   * @param parent a committed snapshot's name; null for an empty file system
   * @return what to mount for it, in order
   * @throws DriverException NOT_FOUND when there is no such parent, CONFLICT when the key is in use
   *     with another parent or another kind
   */
  List<Mount> prepare(String key, @Nullable String parent) throws DriverException;

  /** Makes a read-only snapshot; otherwise as {@link #prepare}. */
  List<Mount> view(String key, @Nullable String parent) throws DriverException;

  /**
   * What to mount for an active snapshot or a view. Changes nothing.
   *
   * @throws DriverException NOT_FOUND
   */
  List<Mount> mounts(String key) throws DriverException;

  /**
   * Turns an active snapshot into a committed one; the key is free afterwards. Durable when it
   * returns.
   *
   * @param parent the parent it was prepared with, or with {@link #REBASE} the one it gets
   * @throws DriverException NOT_FOUND; CONFLICT when the name is taken (the key then still exists);
   *     UNSUPPORTED for a change of parent without {@link #REBASE}
   */
  void commit(String name, String key, @Nullable String parent) throws DriverException;

  /**
   * Deletes a snapshot of any kind; nothing happens when there is none.
   *
   * @throws DriverException CONFLICT when it is the parent of another
   */
  void remove(String keyOrName) throws DriverException;

  /**
   * What is known of a snapshot.
   *
   * @throws DriverException NOT_FOUND
   */
  SnapshotInfo stat(String keyOrName) throws DriverException;

  /** What a snapshot itself takes, its parents not counted. May walk it, and so take a while. */
  SnapshotUsage usage(String keyOrName) throws DriverException;

  /** All snapshots, in no order. */
  List<SnapshotInfo> list() throws DriverException;
}
