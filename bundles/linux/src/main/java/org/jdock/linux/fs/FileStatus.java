package org.jdock.linux.fs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Instant;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * What statx(2) tells of a file, of a symbolic link itself.
 *
 * @param mode type and permissions, S_IF* of inode(7)
 * @param links how many names
 * @param uid the owner
 * @param gid the group
 * @param inode unique on its device
 * @param size in bytes
 * @param blocks allocated, of 512 bytes
 * @param device that it is on
 * @param special that it is, if it is one
 * @param modified mtime
 * @param changed ctime
 */
public record FileStatus(
    int mode,
    int links,
    int uid,
    int gid,
    long inode,
    long size,
    long blocks,
    Device device,
    Device special,
    Instant modified,
    Instant changed) {
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int BASIC = 0x7ff;
  private static final int TYPE = 0170000;

  /** Asks; may wait for a disk. */
  public static FileStatus of(Path path) throws SyscallException {
    try (Call c = new Call()) {
      var m = c.memory(256);
      c.run(
          "stat", path, Nr.STATX, AT_FDCWD, c.path(path), AT_SYMLINK_NOFOLLOW, BASIC, m.address());
      return new FileStatus(
          Short.toUnsignedInt(m.get(ValueLayout.JAVA_SHORT, 28)),
          m.get(ValueLayout.JAVA_INT, 16),
          m.get(ValueLayout.JAVA_INT, 20),
          m.get(ValueLayout.JAVA_INT, 24),
          m.get(ValueLayout.JAVA_LONG, 32),
          m.get(ValueLayout.JAVA_LONG, 40),
          m.get(ValueLayout.JAVA_LONG, 48),
          device(m, 136),
          device(m, 128),
          time(m, 112),
          time(m, 96));
    }
  }

  private static Device device(MemorySegment m, long at) {
    return new Device(m.get(ValueLayout.JAVA_INT, at), m.get(ValueLayout.JAVA_INT, at + 4));
  }

  private static Instant time(MemorySegment m, long at) {
    return Instant.ofEpochSecond(
        m.get(ValueLayout.JAVA_LONG, at), m.get(ValueLayout.JAVA_INT, at + 8));
  }

  /** The permission bits with setuid, setgid and sticky. */
  public int permissions() {
    return mode & 07777;
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return (mode & TYPE) == 0040000;
  }

  /** Whether it is a regular file. */
  public boolean isRegular() {
    return (mode & TYPE) == 0100000;
  }

  /** Whether it is a symbolic link. */
  public boolean isSymbolicLink() {
    return (mode & TYPE) == 0120000;
  }

  /** Whether it is a fifo. */
  public boolean isFifo() {
    return (mode & TYPE) == 0010000;
  }

  /** Whether it is a character device. */
  public boolean isCharacterDevice() {
    return (mode & TYPE) == 0020000;
  }

  /** Whether it is a block device. */
  public boolean isBlockDevice() {
    return (mode & TYPE) == 0060000;
  }

  /** Whether it is a socket. */
  public boolean isSocket() {
    return (mode & TYPE) == 0140000;
  }

  /** Whether it is what overlay keeps in the place of a deleted file: character device 0:0. */
  public boolean isWhiteout() {
    return isCharacterDevice() && special.major() == 0 && special.minor() == 0;
  }
}
