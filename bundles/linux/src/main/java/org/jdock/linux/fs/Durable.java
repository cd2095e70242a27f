package org.jdock.linux.fs;

import java.nio.file.Path;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/** What outlives a power cut. Each waits for the disk: platform threads. Thread-safe. */
public final class Durable {
  private Durable() {}

  /** fsync(2) of a directory: renames and new names in it are on the disk. */
  public static void syncDirectory(Path directory) throws SyscallException {
    try (Fd fd = Fd.open(directory, OpenFlags.RDONLY | OpenFlags.DIRECTORY)) {
      fd.sync();
    }
  }

  /** syncfs(2): all of the file system that the path is on. */
  public static void syncFileSystem(Path path) throws SyscallException {
    try (Fd fd = Fd.open(path, OpenFlags.RDONLY);
        Call c = new Call()) {
      c.run("syncfs", path, Nr.SYNCFS, fd.number());
    }
  }
}
