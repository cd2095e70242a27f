package org.jdock.linux.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * A copy of a program in memory that nobody can change any more (memfd_create(2), fcntl(2) "File
 * Sealing"). It is gone when it is closed, or when this process ends; what runs from it runs on.
 */
public final class ProgramCopy implements AutoCloseable {
  private static final int MFD_CLOEXEC = 1;
  private static final int MFD_ALLOW_SEALING = 2;

  /** Since Linux 6.3; without it a host may forbid that it is run. */
  private static final int MFD_EXEC = 0x10;

  private static final int F_ADD_SEALS = 1033;
  private static final int ALL_SEALS = 0xf;

  private final Fd fd;
  private final Path path;

  private ProgramCopy(Fd fd) {
    this.fd = fd;
    this.path = Path.of("/proc/%d/fd/%d".formatted(ProcessHandle.current().pid(), fd.number()));
  }

  /** Makes one. Blocks as reading the program does. */
  public static ProgramCopy of(Path program) throws IOException {
    Fd fd = memory(program);
    boolean made = false;
    try (Call c = new Call()) {
      ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(program));
      while (content.hasRemaining()) {
        fd.write(content);
      }
      c.run("fcntl", program, Nr.FCNTL, fd.number(), F_ADD_SEALS, ALL_SEALS);
      made = true;
      return new ProgramCopy(fd);
    } finally {
      if (!made) {
        fd.close();
      }
    }
  }

  private static Fd memory(Path program) throws SyscallException {
    try {
      return memory(program, MFD_EXEC);
    } catch (SyscallException e) {
      if (!e.is(Errno.EINVAL)) {
        throw e;
      }
      return memory(program, 0);
    }
  }

  private static Fd memory(Path program, int more) throws SyscallException {
    String name = String.valueOf(program.getFileName());
    int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING | more;
    try (Call c = new Call()) {
      return Fd.owning(
          (int) c.run("memfd_create", program, Nr.MEMFD_CREATE, c.string(name), flags), name);
    }
  }

  /** Where other processes of this host find it, if they may look into this one; see proc(5). */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    fd.close();
  }
}
