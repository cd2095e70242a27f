package org.jdock.container.internal.output;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a spool, open for all its readers: a slow one still has it when it is unlinked,
 * and with it all that came after. Not a channel, since an interrupt of one reader would close that
 * for all. Thread-safe.
 */
final class Segment {
  private final RandomAccessFile file;
  private final long inode;
  private int users = 1;
  private volatile @Nullable Segment next;

  private Segment(RandomAccessFile file, long inode) {
    this.file = file;
    this.inode = inode;
  }

  /** Opens it for one user. */
  static Segment open(Path path) throws IOException {
    return new Segment(new RandomAccessFile(path.toFile(), "r"), inode(path));
  }

  static long inode(Path path) throws IOException {
    return (Long) Files.getAttribute(path, "unix:ino");
  }

  /** Tells generations apart: there are two at once, so their numbers differ. */
  long inode() {
    return inode;
  }

  /** The generation after it; once there is one, nothing is added to this. */
  @Nullable Segment next() {
    return next;
  }

  void next(Segment following) {
    next = following.retain();
  }

  /** Reads at a place; 0 when there is nothing more now. */
  synchronized int read(long at, byte[] into, int from, int length) throws IOException {
    file.seek(at);
    return Math.max(0, file.read(into, from, length));
  }

  synchronized long size() throws IOException {
    return file.length();
  }

  synchronized Segment retain() {
    if (users == 0) {
      throw new IllegalStateException("the segment is closed");
    }
    users++;
    return this;
  }

  void release() throws IOException {
    synchronized (this) {
      if (--users > 0) {
        return;
      }
      file.close();
    }
    Segment following = next;
    if (following != null) {
      following.release();
    }
  }
}
