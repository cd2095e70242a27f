package org.jdock.linux.mount;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;
import org.jspecify.annotations.Nullable;

/**
 * Mounting and unmounting in the calling thread's mount namespace.
 *
 * <p>Every method may block in the kernel (on a disk or a server): platform threads only.
 * Thread-safe. Symbolic links in a target are followed; resolve paths inside a container's root
 * with {@code BeneathRoot} first.
 */
public final class Mounts {
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_RECURSIVE = 0x8000;
  private static final long ATTR_MOUNT_ROOT = 0x2000;

  private Mounts() {}

  /**
   * mount(2).
   *
   * @param source a device, a path, or any name for what has none
   * @param type the file system's; null where the flags ask for something else than a new mount
   * @param flags of {@link MountFlags}
   * @param data the file system's own options, shorter than a page; null for none
   */
  public static void mount(
      String source, Path target, @Nullable String type, long flags, @Nullable String data)
      throws SyscallException {
    try (Call c = new Call()) {
      c.run(
          "mount",
          target,
          Nr.MOUNT,
          c.string(source),
          c.path(target),
          c.stringOrNull(type),
          flags,
          c.stringOrNull(data));
    }
  }

  /**
   * Shows {@code source} (a directory or a file) at {@code target} too, without mounts below it.
   */
  public static void bind(Path source, Path target) throws SyscallException {
    mount(source.toString(), target, null, MountFlags.BIND, null);
  }

  /** As {@link #bind}, with the mounts below it. */
  public static void rbind(Path source, Path target) throws SyscallException {
    mount(source.toString(), target, null, MountFlags.BIND | MountFlags.REC, null);
  }

  /** Makes this one mount read-only; other flags and other mounts of the same tree stay. */
  public static void readOnly(Path target) throws SyscallException {
    setAttributes(target, MountFlags.RDONLY, 0, false);
  }

  /** As {@link #readOnly}, with all mounts below it. */
  public static void readOnlyRecursive(Path target) throws SyscallException {
    setAttributes(target, MountFlags.RDONLY, 0, true);
  }

  /**
   * mount_setattr(2), Linux 5.12: sets and clears flags of one mount, or of all below it too.
   *
   * @param set of RDONLY, NOSUID, NODEV, NOEXEC, whose values are the same as in {@link MountFlags}
   * @param clear likewise
   */
  public static void setAttributes(Path target, long set, long clear, boolean recursive)
      throws SyscallException {
    try (Call c = new Call()) {
      var attr = c.memory(32);
      attr.set(ValueLayout.JAVA_LONG, 0, set);
      attr.set(ValueLayout.JAVA_LONG, 8, clear);
      c.run(
          "mount_setattr",
          target,
          Nr.MOUNT_SETATTR,
          AT_FDCWD,
          c.path(target),
          recursive ? AT_RECURSIVE : 0,
          attr.address(),
          32);
    }
  }

  /** Nothing is propagated from or to this mount. */
  public static void makePrivate(Path target, boolean recursive) throws SyscallException {
    propagation(target, MountFlags.PRIVATE, recursive);
  }

  /** Receives from its master, gives nothing. */
  public static void makeSlave(Path target, boolean recursive) throws SyscallException {
    propagation(target, MountFlags.SLAVE, recursive);
  }

  /** Shares mounts below it with its peers. */
  public static void makeShared(Path target, boolean recursive) throws SyscallException {
    propagation(target, MountFlags.SHARED, recursive);
  }

  private static void propagation(Path target, long how, boolean recursive)
      throws SyscallException {
    mount("none", target, null, how | (recursive ? MountFlags.REC : 0), null);
  }

  /** Moves a mount to another place; neither may be below a shared mount. */
  public static void move(Path from, Path to) throws SyscallException {
    mount(from.toString(), to, null, MountFlags.MOVE, null);
  }

  /**
   * umount2(2): EBUSY while it is in use, EINVAL if it is no mount point.
   *
   * @param flags {@link MountFlags#FORCE}, {@link MountFlags#DETACH}, {@link MountFlags#NOFOLLOW}
   *     or 0
   */
  public static void umount(Path target, int flags) throws SyscallException {
    try (Call c = new Call()) {
      c.run("umount", target, Nr.UMOUNT2, c.path(target), flags);
    }
  }

  /**
   * Takes away the topmost mount at this place, in use or not; to be repeated after a crash.
   *
   * @return false if there was none, or not even the path
   */
  public static boolean detach(Path target) throws SyscallException {
    try {
      umount(target, MountFlags.DETACH | MountFlags.NOFOLLOW);
      return true;
    } catch (SyscallException e) {
      if (e.is(Errno.EINVAL, Errno.ENOENT)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Whether something is mounted exactly here, a bind mount of a file included. A path that does
   * not exist is none, nor is a symbolic link.
   */
  public static boolean isMountPoint(Path path) throws SyscallException {
    try (Call c = new Call()) {
      var statx = c.memory(256);
      long r = c.retry(Nr.STATX, AT_FDCWD, c.path(path), AT_SYMLINK_NOFOLLOW, 0, statx.address());
      if (r == -Errno.ENOENT.number() || r == -Errno.ENOTDIR.number()) {
        return false;
      }
      Call.check("statx", path, r);
      return (statx.get(ValueLayout.JAVA_LONG, 8) & ATTR_MOUNT_ROOT) != 0;
    }
  }
}
