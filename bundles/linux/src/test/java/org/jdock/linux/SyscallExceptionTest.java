package org.jdock.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.jdock.linux.mount.Mounts;
import org.junit.jupiter.api.Test;

class SyscallExceptionTest {
  @Test
  void saysWhatWasTriedAndWhy() {
    var e =
        assertThrows(
            SyscallException.class,
            () -> Mounts.mount("none", Path.of("/no/such"), "tmpfs", 0, null));
    assertEquals("mount /no/such: no such file or directory (ENOENT)", e.getMessage());
    assertEquals(Errno.ENOENT, e.errno());
    assertTrue(e.is(Errno.EPERM, Errno.ENOENT));
  }

  @Test
  void keepsANumberThatIsNotKnown() {
    var e = new SyscallException("x", null, 4000);
    assertEquals(Errno.UNKNOWN, e.errno());
    assertEquals("x: unknown error (4000)", e.getMessage());
  }

  @Test
  void refusesAPathWithAZeroByte() {
    var e =
        assertThrows(
            SyscallException.class, () -> Mounts.mount("a\0b", Path.of("/"), "x", 0, null));
    assertEquals(Errno.EINVAL, e.errno());
  }
}
