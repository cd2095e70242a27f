package org.jdock.container.internal.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.logging.log4j.LogManager;
import org.jdock.linux.poll.Inotify;
import org.jdock.linux.socket.Fifos;
import org.jdock.spi.runtime.MonitorFiles;
import org.jspecify.annotations.Nullable;

/**
 * The spool of one run: a file that the monitor appends to, and during a rotation the one before
 * it. Thread-safe, except that one thread rotates.
 *
 * <p>Rotation: the file is renamed, the monitor told to open a new one, the old one read to its end
 * and unlinked. A crash may come after each step; what then lies there says how far it was.
 */
final class Spool {
  private static final byte[] REOPEN = "2 0 0\n".getBytes(StandardCharsets.US_ASCII);

  /** How long the monitor may take to open a new file. */
  private static final int REOPEN_MILLIS = 1000;

  private final Notifier notifier;
  private final MonitorFiles files;
  private final Path old;
  private final Bell bell = new Bell();
  private volatile boolean done;
  private volatile Segment oldest;
  private volatile Segment newest;
  private Inotify.@Nullable Registration watch;
  private Inotify.@Nullable Registration awaited;

  private Spool(Notifier notifier, MonitorFiles files, Path old, Segment oldest) {
    this.notifier = notifier;
    this.files = files;
    this.old = old;
    this.oldest = oldest;
    this.newest = oldest;
  }

  /** Opens it, and makes it when the monitor is yet to be made. */
  static Spool open(Notifier notifier, MonitorFiles files) throws IOException {
    Path file = files.spool();
    Path old = file.resolveSibling(file.getFileName() + ".1");
    boolean rotating = Files.exists(old);
    if (!Files.exists(file)) {
      if (!rotating || !Monitors.listens(files)) {
        make(file);
      } else if (!appears(file)) { // its order to reopen was never given
        Fifos.write(files.ctl(), REOPEN);
      }
    }
    Segment first = Segment.open(rotating ? old : file);
    Spool spool = new Spool(notifier, files, old, first);
    try {
      spool.watch(rotating ? old : file);
      spool.follow();
    } catch (IOException | RuntimeException e) {
      spool.close();
      throw e;
    }
    return spool;
  }

  /** Unless the monitor, which may have been started ahead, makes it at this moment. */
  private static void make(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      LogManager.getLogger(Spool.class).trace("{} is there already", file, e);
    }
  }

  private static boolean appears(Path file) {
    for (int i = 0; i < REOPEN_MILLIS / 10 && !Files.exists(file); i++) {
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
    return Files.exists(file);
  }

  private void watch(Path file) throws IOException {
    Inotify.@Nullable Registration before = watch;
    watch = notifier.inotify().register(file, Inotify.MODIFY, event -> bell.ring());
    if (before != null) {
      before.close();
    }
  }

  /** Rings at every change. */
  Bell bell() {
    return bell;
  }

  /** Whether nothing will be added any more. */
  boolean done() {
    return done;
  }

  /** Nothing will be added any more. */
  void finish() {
    done = true;
    bell.ring();
  }

  /** The oldest generation that is there, for the caller to release. */
  synchronized Segment oldest() {
    return oldest.retain();
  }

  /** The newest, for the caller to release. */
  synchronized Segment newest() {
    return newest.retain();
  }

  /** Begins a rotation; false when one is under way, or the monitor does not hear. */
  boolean rotate() throws IOException {
    if (newest.next() != null || awaited != null || Files.exists(old)) {
      return false;
    }
    Files.move(files.spool(), old);
    if (!Fifos.write(files.ctl(), REOPEN)) {
      Files.move(old, files.spool());
      return false;
    }
    follow();
    return true;
  }

  /** Whether the monitor was told to open a new file, and has not been seen to do so. */
  boolean reopening() {
    return awaited != null;
  }

  /** Links the new generation to the old one as soon as it is there. */
  void follow() throws IOException {
    Path file = files.spool();
    if (newest.next() == null && newest.inode() != inodeOf(file)) {
      if (awaited == null) {
        Path directory = file.toAbsolutePath().getParent();
        awaited =
            notifier
                .inotify()
                .register(
                    directory == null ? Path.of("/") : directory,
                    Inotify.CREATE | Inotify.MOVED_TO,
                    event -> bell.ring());
      }
      if (inodeOf(file) == 0) {
        return;
      }
      Segment next = Segment.open(file);
      watch(file);
      awaited.close();
      awaited = null;
      synchronized (this) {
        newest.next(next);
        newest = next;
      }
      bell.ring();
    }
  }

  private static long inodeOf(Path file) throws IOException {
    return Files.exists(file) ? Segment.inode(file) : 0;
  }

  /** The old generation was handed over: forgets it. The stored position names the new one. */
  void unlinkOld() throws IOException {
    Files.deleteIfExists(old);
    synchronized (this) {
      Segment before = oldest;
      Segment next = before.next();
      if (next != null) {
        oldest = next;
        before.release();
      }
    }
  }

  /** After the end: a big spool that was handed over gives way to an empty one. */
  boolean renew() throws IOException {
    if (newest.next() != null || Files.exists(old)) {
      return false;
    }
    Path empty = files.spool().resolveSibling(files.spool().getFileName() + ".new");
    Files.write(empty, new byte[0]);
    Files.move(files.spool(), old);
    Files.move(empty, files.spool(), StandardCopyOption.ATOMIC_MOVE);
    follow();
    return true;
  }

  /** Watches no more. */
  void close() throws IOException {
    if (watch != null) {
      watch.close();
      watch = null;
    }
    if (awaited != null) {
      awaited.close();
      awaited = null;
    }
    synchronized (this) {
      for (Segment s = oldest; s != null; s = s.next()) {
        s.release();
      }
    }
  }

  /** Deletes the files of a spool that is not open. */
  static void delete(MonitorFiles files) throws IOException {
    Path file = files.spool();
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".1"));
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".new"));
  }
}
