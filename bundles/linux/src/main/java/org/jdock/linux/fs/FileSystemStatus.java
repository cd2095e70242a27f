package org.jdock.linux.fs;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * What statfs(2) tells of the file system that a path is on.
 *
 * @param type its magic number, of the constants here or another
 * @param totalBytes its size
 * @param freeBytes of them free
 * @param availableBytes of them free to those who are not root
 * @param totalFiles its inodes, 0 if it does not count them
 * @param freeFiles of them free
 */
public record FileSystemStatus(
    long type,
    long totalBytes,
    long freeBytes,
    long availableBytes,
    long totalFiles,
    long freeFiles) {
  public static final long EXT4 = 0xEF53L;
  public static final long XFS = 0x58465342L;
  public static final long BTRFS = 0x9123683EL;
  public static final long ZFS = 0x2FC12FC1L;
  public static final long TMPFS = 0x01021994L;
  public static final long OVERLAY = 0x794C7630L;
  public static final long NFS = 0x6969L;
  public static final long FUSE = 0x65735546L;
  public static final long PROC = 0x9FA0L;
  public static final long NAMESPACE = 0x6E736673L;
  public static final long CGROUP = 0x27E0EBL;
  public static final long CGROUP2 = 0x63677270L;

  /** Asks; may wait for a disk or a server. */
  public static FileSystemStatus of(Path path) throws SyscallException {
    try (Call c = new Call()) {
      var m = c.memory(120);
      c.run("statfs", path, Nr.STATFS, c.path(path), m.address());
      long block = m.get(ValueLayout.JAVA_LONG, 72); // f_frsize, which the counts are in
      return new FileSystemStatus(
          m.get(ValueLayout.JAVA_LONG, 0) & 0xffffffffL,
          m.get(ValueLayout.JAVA_LONG, 16) * block,
          m.get(ValueLayout.JAVA_LONG, 24) * block,
          m.get(ValueLayout.JAVA_LONG, 32) * block,
          m.get(ValueLayout.JAVA_LONG, 40),
          m.get(ValueLayout.JAVA_LONG, 48));
    }
  }
}
