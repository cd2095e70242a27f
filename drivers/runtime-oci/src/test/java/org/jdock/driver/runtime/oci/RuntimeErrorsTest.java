package org.jdock.driver.runtime.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.junit.jupiter.api.Test;

class RuntimeErrorsTest {
  @Test
  void crunSpeaksAsRunc() {
    String start = "OCI runtime exec failed: exec failed: unable to start container process: ";
    assertEquals(
        start + "exec: \"x\": executable file not found in $PATH: unknown",
        crun("executable file `x` not found in $PATH: No such file or directory", "x"));
    assertEquals(
        start + "exec: \"/x\": stat /x: no such file or directory: unknown",
        crun("executable file `/x` not found in $PATH: No such file or directory", "/x"));
    assertEquals(
        start + "exec: \"/etc\": permission denied: unknown",
        crun("open executable: Operation not permitted", "/etc"));
    assertEquals(
        start + "exec: \"/plain\": permission denied: unknown",
        crun(
            "the path `/plain` exists but it is not executable: Operation not permitted",
            "/plain"));
    assertEquals(
        start + "exec: \"/etc\": permission denied: unknown",
        crun("the path `/etc` is not a regular file: Operation not permitted", "/etc"));
    assertEquals(
        start + "exec: \"\": executable file not found in $PATH: unknown",
        crun("open executable: Operation not permitted", ""));
  }

  @Test
  void directoriesAreToldInBothWays() {
    DriverException e = RuntimeErrors.create(Dialect.RUNC, "exec: \"/etc\": is a directory", "");
    assertTrue(e.getMessage().endsWith("is a directory: unknown: permission denied"));
    assertEquals(Kind.INVALID, e.kind());
    assertEquals(Kind.FAILED, RuntimeErrors.create(Dialect.RUNC, "no space", "").kind());
  }

  private static String crun(String message, String program) {
    return RuntimeErrors.exec(Dialect.CRUN, message, program).getMessage();
  }
}
