package org.jdock.driver.storage.overlay2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jdock.linux.SyscallException;
import org.jdock.linux.fs.Xattrs;
import org.jdock.spi.DriverException;

/**
 * What overlay needs of the file system that the layers are on, according to the kernel's
 * Documentation/filesystems/overlayfs.rst: as an upper layer it must have trusted extended
 * attributes and tell a directory entry's type.
 */
final class BackingFileSystem {
  /** Types that fail at the first mount, or later and worse. */
  private static final Set<String> UNFIT =
      Set.of(
          "overlay",
          "aufs",
          "ecryptfs",
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "9p",
          "vfat",
          "exfat",
          "ntfs",
          "ntfs3",
          "fuseblk",
          "ramfs");

  /** In a mount option these separate, or escape, paths. */
  private static final String SPECIAL = ":,\\\"";

  private static final String ATTRIBUTE = "trusted.jdock.probe";

  private BackingFileSystem() {}

  static void check(Path root) throws DriverException {
    if (root.toString().chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0)) {
      throw new DriverException(
          DriverException.Kind.INVALID,
          "overlay cannot work in "
              + root
              + ": its path has one of the characters "
              + SPECIAL
              + "; choose another data root");
    }
    String type;
    try {
      type = Files.getFileStore(root).type();
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.FAILED,
          "cannot tell the file system of " + root + ": " + e.getMessage(),
          e);
    }
    if (UNFIT.contains(type) || type.startsWith("fuse.")) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "overlay cannot work on the file system of "
              + root
              + ", which is "
              + type
              + "; put the data root on ext4, xfs, btrfs or tmpfs, or use the storage driver vfs");
    }
    try { // only trying tells: a file system may be mounted without them, a host may lack the right
      Xattrs.set(root, ATTRIBUTE, new byte[] {'y'});
      Xattrs.remove(root, ATTRIBUTE);
    } catch (SyscallException e) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "overlay cannot work in "
              + root
              + ", where trusted extended attributes cannot be set ("
              + e.getMessage()
              + "); run as root with CAP_SYS_ADMIN, put the data root on another"
              + " file system, or use the storage driver vfs",
          e);
    }
  }
}
