package org.jdock.image.internal.layer;

import java.time.Instant;
import java.util.Map;

/**
 * A header of a tar archive.
 *
 * @param name as written
 * @param type one of POSIX's type flags; a regular file is {@code 0}
 * @param size bytes of content that follow
 * @param mode permissions with setuid, setgid and sticky
 * @param uid owner
 * @param gid group
 * @param modified to the nanosecond where the archive says so
 * @param link what a link points to; empty for others
 * @param major of a device
 * @param minor of a device
 * @param xattrs extended attributes by their full names
 */
public record TarEntry(
    String name,
    char type,
    long size,
    int mode,
    int uid,
    int gid,
    Instant modified,
    String link,
    int major,
    int minor,
    Map<String, byte[]> xattrs) {
  static final char REGULAR = '0';
  static final char HARDLINK = '1';
  static final char SYMLINK = '2';
  static final char CHARACTER = '3';
  static final char BLOCK = '4';
  static final char DIRECTORY = '5';
  static final char FIFO = '6';

  /** Whether it has content. */
  public boolean isRegular() {
    return type == REGULAR;
  }

  /** Whether it is a symbolic link. */
  public boolean isSymbolicLink() {
    return type == SYMLINK;
  }

  /** Whether it is a hard link. */
  public boolean isHardLink() {
    return type == HARDLINK;
  }
}
