package org.jdock.linux.fs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Instant;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * Makes special files and changes what belongs to a file's inode, never following a symbolic link
 * in the last part of a path. May wait for a disk: platform threads. Thread-safe.
 */
public final class Nodes {
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int FIFO = 0010000;
  private static final int CHARACTER = 0020000;
  private static final int BLOCK = 0060000;

  private Nodes() {}

  /** A character device with these permissions, whatever the umask. */
  public static void characterDevice(Path path, int permissions, Device device)
      throws SyscallException {
    make(path, CHARACTER, permissions, device.encoded());
  }

  /** A block device. */
  public static void blockDevice(Path path, int permissions, Device device)
      throws SyscallException {
    make(path, BLOCK, permissions, device.encoded());
  }

  /** A named pipe. */
  public static void fifo(Path path, int permissions) throws SyscallException {
    make(path, FIFO, permissions, 0);
  }

  /**
   * What overlay keeps in the place of a deleted file: character device 0:0, without permissions.
   */
  public static void whiteout(Path path) throws SyscallException {
    mknod(path, CHARACTER, 0);
  }

  private static void make(Path path, int type, int permissions, long device)
      throws SyscallException {
    mknod(path, type | (permissions & 07777), device);
    chmod(path, permissions);
  }

  private static void mknod(Path path, int mode, long device) throws SyscallException {
    try (Call c = new Call()) {
      c.run("mknod", path, Nr.MKNODAT, AT_FDCWD, c.path(path), mode, device);
    }
  }

  /** Owner and group; -1 leaves one as it is. Clears setuid and setgid: set permissions after. */
  public static void chown(Path path, int uid, int gid) throws SyscallException {
    try (Call c = new Call()) {
      c.run("chown", path, Nr.FCHOWNAT, AT_FDCWD, c.path(path), uid, gid, AT_SYMLINK_NOFOLLOW);
    }
  }

  /**
   * Permissions with setuid, setgid and sticky.
   *
   * @throws SyscallException EOPNOTSUPP for a symbolic link, which has none
   */
  public static void chmod(Path path, int permissions) throws SyscallException {
    try (Call c = new Call()) {
      long r = c.retry(Nr.FCHMODAT2, AT_FDCWD, c.path(path), permissions, AT_SYMLINK_NOFOLLOW);
      if (r != -Errno.ENOSYS.number()) {
        Call.check("chmod", path, r);
        return;
      }
    }
    chmodByDescriptor(path, permissions);
  }

  /** For Linux before 6.6. */
  static void chmodByDescriptor(Path path, int permissions) throws SyscallException {
    try (Fd fd = Fd.open(path, OpenFlags.PATH | OpenFlags.NOFOLLOW);
        Call c = new Call()) {
      if (FileStatus.of(path).isSymbolicLink()) {
        throw new SyscallException("chmod", path.toString(), Errno.EOPNOTSUPP.number());
      }
      c.run("chmod", path, Nr.FCHMODAT, AT_FDCWD, c.path(fd.path()), permissions);
    }
  }

  /** Access and modification time, to the nanosecond if the file system has them. */
  public static void times(Path path, Instant accessed, Instant modified) throws SyscallException {
    try (Call c = new Call()) {
      MemorySegment two = c.memory(32);
      put(two, 0, accessed);
      put(two, 16, modified);
      c.run(
          "utimensat",
          path,
          Nr.UTIMENSAT,
          AT_FDCWD,
          c.path(path),
          two.address(),
          AT_SYMLINK_NOFOLLOW);
    }
  }

  private static void put(MemorySegment m, long at, Instant time) {
    m.set(ValueLayout.JAVA_LONG, at, time.getEpochSecond());
    m.set(ValueLayout.JAVA_LONG, at + 8, time.getNano());
  }
}
