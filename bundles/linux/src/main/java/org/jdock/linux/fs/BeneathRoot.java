package org.jdock.linux.fs;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * Paths inside a container's root, resolved as the container would: absolute symbolic links start
 * at its root and nothing leads out of it, whatever the container does meanwhile (openat2(2) with
 * RESOLVE_IN_ROOT, Linux 5.6). May wait for a disk: platform threads. Thread-safe.
 */
public final class BeneathRoot {
  private static final long IN_ROOT = 0x10;
  private static final long NO_MAGICLINKS = 0x02;

  /** The kernel answers EAGAIN when something was renamed while it looked. */
  private static final int TRIES = 128;

  private BeneathRoot() {}

  /** As {@link #open(Path, String, int, int)} for what is not created. */
  public static Fd open(Path root, String inside, int flags) throws SyscallException {
    return open(root, inside, flags, 0);
  }

  /**
   * Opens what the container calls {@code inside}. With {@link OpenFlags#PATH} the descriptor's
   * {@link Fd#path()} may be given to any call and stays within the root, even if the container
   * moves things: the safe way.
   *
   * @param inside absolute or relative to the root
   * @param flags of {@link OpenFlags}
   * @param mode permissions of a file that is created (CREAT); 0 otherwise
   */
  public static Fd open(Path root, String inside, int flags, int mode) throws SyscallException {
    try (Fd at = Fd.open(root, OpenFlags.PATH | OpenFlags.DIRECTORY)) {
      return openat(at, root, inside, flags, mode);
    }
  }

  private static Fd openat(Fd at, Path root, String inside, int flags, int mode)
      throws SyscallException {
    String name = root + " in root: " + inside;
    try (Call c = new Call()) {
      var how = c.memory(24);
      how.set(ValueLayout.JAVA_LONG, 0, flags | OpenFlags.CLOEXEC);
      how.set(ValueLayout.JAVA_LONG, 8, mode);
      how.set(ValueLayout.JAVA_LONG, 16, IN_ROOT | NO_MAGICLINKS);
      long path = c.string(inside.isEmpty() ? "." : inside);
      long r = -Errno.EAGAIN.number();
      for (int i = 0; i < TRIES && r == -Errno.EAGAIN.number(); i++) {
        r = c.retry(Nr.OPENAT2, at.number(), path, how.address(), 24);
      }
      return Fd.owning((int) Call.check("open", name, r), name);
    }
  }

  /**
   * The real path of what the container calls {@code inside}, without symbolic links. It is true
   * when it is found and no longer: if the container runs, use {@link #open}.
   */
  public static Path resolve(Path root, String inside) throws IOException {
    try (Fd fd = open(root, inside, OpenFlags.PATH)) {
      return Files.readSymbolicLink(fd.path());
    }
  }

  /**
   * Opens a directory inside the root (with {@link OpenFlags#PATH}), making what is missing of it,
   * each with these permissions before umask.
   */
  public static Fd directories(Path root, String inside, int mode) throws SyscallException {
    int flags = OpenFlags.PATH | OpenFlags.DIRECTORY;
    try (Fd at = Fd.open(root, flags)) {
      String sofar = "";
      for (String part : inside.split("/")) {
        if (part.isEmpty() || part.equals(".")) {
          continue;
        }
        String next = sofar + "/" + part;
        try {
          openat(at, root, next, flags, 0).close();
        } catch (SyscallException e) {
          if (!e.is(Errno.ENOENT)) {
            throw e;
          }
          try (Fd parent = openat(at, root, sofar, flags, 0)) {
            mkdirat(parent, part, mode);
          }
        }
        sofar = next;
      }
      return openat(at, root, sofar, flags, 0);
    }
  }

  private static void mkdirat(Fd parent, String name, int mode) throws SyscallException {
    try (Call c = new Call()) {
      long r = c.retry(Nr.MKDIRAT, parent.number(), c.string(name), mode);
      if (r != -Errno.EEXIST.number()) { // another was faster; if it is no directory, open says so
        Call.check("mkdir", parent + "/" + name, r);
      }
    }
  }
}
