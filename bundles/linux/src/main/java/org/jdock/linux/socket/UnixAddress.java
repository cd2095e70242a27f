package org.jdock.linux.socket;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.CStrings;
import org.jdock.linux.internal.Call;

/** struct sockaddr_un: the family and a path of up to 107 bytes and a zero. */
final class UnixAddress {
  static final int FAMILY = 1;
  private static final int LONGEST = 107;

  private UnixAddress() {}

  static MemorySegment of(Call c, Path path) throws SyscallException {
    byte[] name = CStrings.encode(path.toString());
    if (name.length > LONGEST) {
      throw new SyscallException("socket address", path.toString(), Errno.ENAMETOOLONG.number());
    }
    MemorySegment m = c.memory(3L + name.length);
    m.set(ValueLayout.JAVA_SHORT, 0, (short) FAMILY);
    MemorySegment.copy(name, 0, m, ValueLayout.JAVA_BYTE, 2, name.length);
    return m;
  }
}
