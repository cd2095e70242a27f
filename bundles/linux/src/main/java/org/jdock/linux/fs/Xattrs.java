package org.jdock.linux.fs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.CStrings;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;
import org.jspecify.annotations.Nullable;

/**
 * Extended attributes of all name spaces (xattr(7)), of a symbolic link itself and never of what it
 * points to. May wait for a disk: platform threads. Thread-safe.
 */
public final class Xattrs {
  private static final int FIRST_GUESS = 256;

  private Xattrs() {}

  /** The value, or null if there is no such attribute. ENOTSUP where the file system has none. */
  public static byte @Nullable [] get(Path path, String name) throws SyscallException {
    try (Call c = new Call()) {
      long p = c.path(path);
      long n = c.string(name);
      try {
        return read(
            "getxattr " + name,
            path,
            c,
            m -> c.retry(Nr.LGETXATTR, p, n, m.address(), m.byteSize()),
            () -> c.retry(Nr.LGETXATTR, p, n, 0, 0));
      } catch (SyscallException e) {
        if (e.is(Errno.ENODATA)) {
          return null;
        }
        throw e;
      }
    }
  }

  /** The names, in the file system's order. */
  public static List<String> list(Path path) throws SyscallException {
    byte[] all;
    try (Call c = new Call()) {
      long p = c.path(path);
      all =
          read(
              "listxattr",
              path,
              c,
              m -> c.retry(Nr.LLISTXATTR, p, m.address(), m.byteSize()),
              () -> c.retry(Nr.LLISTXATTR, p, 0, 0));
    }
    var names = new ArrayList<String>();
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == 0) {
        names.add(CStrings.decode(java.util.Arrays.copyOfRange(all, from, i)));
        from = i + 1;
      }
    }
    return names;
  }

  /** Makes or replaces it. */
  public static void set(Path path, String name, byte[] value) throws SyscallException {
    try (Call c = new Call()) {
      c.run(
          "setxattr " + name,
          path,
          Nr.LSETXATTR,
          c.path(path),
          c.string(name),
          c.bytes(value),
          value.length,
          0);
    }
  }

  /** Takes it away; false if there was none. */
  public static boolean remove(Path path, String name) throws SyscallException {
    try (Call c = new Call()) {
      long r = c.retry(Nr.LREMOVEXATTR, c.path(path), c.string(name));
      if (r == -Errno.ENODATA.number()) {
        return false;
      }
      Call.check("removexattr " + name, path, r);
      return true;
    }
  }

  private interface Read {
    long into(MemorySegment memory);
  }

  private interface Size {
    long now();
  }

  /** Reads what may grow meanwhile. */
  private static byte[] read(String what, Path path, Call c, Read read, Size size)
      throws SyscallException {
    long room = FIRST_GUESS;
    while (true) {
      MemorySegment m = c.memory(room);
      long n = read.into(m);
      if (n == -Errno.ERANGE.number()) {
        room = Math.max(room * 2, Call.check(what, path, size.now()));
        continue;
      }
      Call.check(what, path, n);
      return m.asSlice(0, n).toArray(ValueLayout.JAVA_BYTE);
    }
  }
}
