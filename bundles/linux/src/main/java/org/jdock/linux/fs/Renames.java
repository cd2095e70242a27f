package org.jdock.linux.fs;

import java.nio.file.Path;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/** renameat2(2): renames in one step, on one file system. May wait for a disk. Thread-safe. */
public final class Renames {
  private static final int AT_FDCWD = -100;
  private static final int NOREPLACE = 1;
  private static final int EXCHANGE = 2;

  private Renames() {}

  /** Each takes the other's name; both must exist, of whatever type. */
  public static void exchange(Path one, Path other) throws SyscallException {
    rename(one, other, EXCHANGE);
  }

  /** EEXIST if there is something at {@code to}. */
  public static void noReplace(Path from, Path to) throws SyscallException {
    rename(from, to, NOREPLACE);
  }

  private static void rename(Path from, Path to, int flags) throws SyscallException {
    try (Call c = new Call()) {
      c.run(
          "rename",
          from + " to " + to,
          Nr.RENAMEAT2,
          AT_FDCWD,
          c.path(from),
          AT_FDCWD,
          c.path(to),
          flags);
    }
  }
}
