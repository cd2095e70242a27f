package org.jdock.linux.cgroup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;

/**
 * A control group's files, and the kernel's settings under /proc/sys. Errors name the file and the
 * kernel's reason; for ENOENT the group or its controller is not there. Writing may wait for the
 * kernel (freezing, moving): platform threads.
 *
 * <p>{@code Files.readString} is no substitute: it starts with a read of one byte, and a setting
 * under /proc/sys answers only the first read ("1" instead of "16384").
 */
public final class ControlFiles {
  private static final int ROOM = 64 * 1024;

  private ControlFiles() {}

  /** The whole text, without white space at its ends. */
  public static String read(Path file) throws SyscallException {
    try (Fd fd = Fd.open(file, OpenFlags.RDONLY)) {
      var all = new StringBuilder();
      var part = ByteBuffer.allocate(ROOM);
      while (fd.read(part) > 0) {
        all.append(StandardCharsets.ISO_8859_1.decode(part.flip()));
        part.clear();
      }
      return all.toString().strip();
    }
  }

  /** Writes the text in one call, as the kernel wants it. */
  public static void write(Path file, String text) throws SyscallException {
    try (Fd fd = Fd.open(file, OpenFlags.WRONLY)) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      if (fd.write(ByteBuffer.wrap(bytes)) != bytes.length) {
        throw new SyscallException("write", file.toString(), Errno.EIO.number());
      }
    } catch (SyscallException e) {
      throw new SyscallException(e.call(), file.toString(), e.number(), "\"" + text.strip() + '"');
    }
  }
}
