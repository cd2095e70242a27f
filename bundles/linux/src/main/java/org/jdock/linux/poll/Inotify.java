package org.jdock.linux.poll;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.internal.CStrings;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;
import org.jspecify.annotations.Nullable;

/**
 * Notifications about any number of files and directories, on a {@link Poller}'s thread.
 * Thread-safe.
 *
 * <p>What was there before the registration is not told: register first, then look. When the
 * kernel's queue overflows every watcher is told {@link FileEvent#overflow()}. Limit:
 * fs.inotify.max_user_watches (ENOSPC).
 */
public final class Inotify implements AutoCloseable {
  public static final int ACCESS = 0x1;
  public static final int MODIFY = 0x2;
  public static final int ATTRIB = 0x4;
  public static final int CLOSE_WRITE = 0x8;
  public static final int CLOSE_NOWRITE = 0x10;
  public static final int OPEN = 0x20;
  public static final int MOVED_FROM = 0x40;
  public static final int MOVED_TO = 0x80;
  public static final int CREATE = 0x100;
  public static final int DELETE = 0x200;
  public static final int DELETE_SELF = 0x400;
  public static final int MOVE_SELF = 0x800;
  public static final int UNMOUNT = 0x2000;
  public static final int OVERFLOW = 0x4000;
  public static final int IGNORED = 0x8000;
  public static final int ISDIR = 0x40000000;

  private static final int MASK_ADD = 0x20000000;
  private static final int NONBLOCK_CLOEXEC = 0x80800;
  private static final int ALWAYS = UNMOUNT | OVERFLOW | IGNORED;
  private static final int BUFFER = 64 * 1024;
  private static final int HEADER = 16;

  private final Fd fd;
  private final Object lock = new Object();
  private final Map<Integer, List<Watch>> watches = new HashMap<>();
  private Poller.@Nullable Registration registration;

  private Inotify(Fd fd) {
    this.fd = fd;
  }

  /** Starts on a poller, which must stay open until this is closed. */
  public static Inotify open(Poller poller) throws IOException {
    try (Call c = new Call()) {
      long n = c.run("inotify_init", null, Nr.INOTIFY_INIT1, NONBLOCK_CLOEXEC);
      var inotify = new Inotify(Fd.owning((int) n, "inotify"));
      try {
        inotify.start(poller);
      } catch (IOException | RuntimeException e) {
        inotify.fd.close();
        throw e;
      }
      return inotify;
    }
  }

  private void start(Poller poller) throws IOException {
    synchronized (lock) {
      registration = poller.register(fd, 0, happened -> drain());
      registration.arm(Poller.READ);
    }
  }

  private record Watch(int mask, Consumer<FileEvent> callback) {}

  /**
   * Watches a file or a directory's entries; the same one may be watched several times.
   *
   * @param mask of the constants here; {@link #UNMOUNT}, {@link #OVERFLOW} and {@link #IGNORED} are
   *     always told
   * @param callback on the poller's thread, quick
   * @return close it to watch no longer; a callback may be under way then
   */
  public Registration register(Path path, int mask, Consumer<FileEvent> callback)
      throws IOException {
    try (Call c = new Call()) {
      long name = c.path(path);
      synchronized (lock) { // so that no event is looked up before its watch is known
        int wd =
            (int)
                c.run(
                    "inotify_add_watch",
                    path,
                    Nr.INOTIFY_ADD_WATCH,
                    fd.number(),
                    name,
                    mask | MASK_ADD);
        var watch = new Watch(mask, callback);
        watches.computeIfAbsent(wd, w -> new ArrayList<>()).add(watch);
        return () -> remove(wd, watch);
      }
    }
  }

  /** A registration; closing it throws nothing. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  @SuppressWarnings("ReferenceEquality") // the very watch, not an equal one
  private void remove(int wd, Watch watch) {
    synchronized (lock) {
      var same = watches.get(wd);
      if (same == null || !same.removeIf(w -> w == watch) || !same.isEmpty()) {
        return;
      }
      watches.remove(wd);
      if (registration != null) {
        try (Call c = new Call()) { // EINVAL if the file went at this moment
          c.raw(Nr.INOTIFY_RM_WATCH, fd.number(), wd);
        }
      }
    }
  }

  private void drain() {
    try (Call c = new Call()) {
      MemorySegment m = c.memory(BUFFER);
      long n;
      while ((n = fill(c, m)) > 0) {
        for (long at = 0; at < n; ) {
          int length = m.get(ValueLayout.JAVA_INT, at + 12);
          String name = length == 0 ? null : CStrings.decode(m, at + HEADER, at + HEADER + length);
          dispatch(
              m.get(ValueLayout.JAVA_INT, at),
              new FileEvent(
                  m.get(ValueLayout.JAVA_INT, at + 4), name, m.get(ValueLayout.JAVA_INT, at + 8)));
          at += HEADER + length;
        }
      }
      synchronized (lock) {
        if (registration != null && n == -Errno.EAGAIN.number()) {
          registration.arm(Poller.READ);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private long fill(Call c, MemorySegment m) {
    synchronized (lock) { // so that it is not closed at this moment
      return registration == null
          ? -Errno.EBADF.number()
          : c.retry(Nr.READ, fd.number(), m.address(), BUFFER);
    }
  }

  private void dispatch(int wd, FileEvent event) {
    List<Watch> told;
    synchronized (lock) {
      if (event.overflow()) {
        told = watches.values().stream().flatMap(List::stream).toList();
      } else {
        var same = event.gone() ? watches.remove(wd) : watches.get(wd);
        told = same == null ? List.of() : List.copyOf(same);
      }
    }
    for (Watch w : told) {
      if ((event.mask() & (w.mask | ALWAYS)) != 0) {
        tell(w, event);
      }
    }
  }

  /** One bad callback must not keep the event from the others. */
  private static void tell(Watch watch, FileEvent event) {
    try {
      watch.callback.accept(event);
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /** Watches nothing any more. */
  @Override
  public void close() {
    synchronized (lock) {
      if (registration != null) {
        registration.close();
        registration = null;
        watches.clear();
        fd.close();
      }
    }
  }
}
