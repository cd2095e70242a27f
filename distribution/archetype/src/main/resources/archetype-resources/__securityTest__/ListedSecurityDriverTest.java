package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.jdock.spi.DriverException;
import org.jdock.spi.security.SecurityDriver;
import org.jdock.tck.security.Requests;
import org.jdock.tck.security.SecurityDriverSuite;
import org.junit.jupiter.api.Test;

/** The conformance kit on this driver, and its own lists. */
class ListedSecurityDriverTest extends SecurityDriverSuite {
  @Override
  protected SecurityDriver create() {
    return new ListedSecurityDriver(List.of("CAP_CHOWN", "CAP_KILL"), List.of("ptrace", "bpf"));
  }

  @Test
  void theListsDecide() throws DriverException {
    var plain = decide(Requests.plain());
    assertEquals(Set.of("CAP_CHOWN", "CAP_KILL"), plain.capabilities());
    assertEquals(
        "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"architectures\":[\"SCMP_ARCH_X86_64\","
            + "\"SCMP_ARCH_X86\",\"SCMP_ARCH_X32\"],\"syscalls\":[{\"names\":[\"ptrace\",\"bpf\"],"
            + "\"action\":\"SCMP_ACT_ERRNO\",\"errnoRet\":1}]}",
        plain.seccomp());
    assertNull(decide(Requests.privileged()).seccomp());
    assertNull(decide(Requests.options("seccomp=unconfined")).seccomp());
  }

  @Test
  void whatIsNoNameIsSaid() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ListedSecurityDriver(List.of("CHOWN"), List.of()));
    assertTrue(String.valueOf(e.getMessage()).contains("write it as CAP_CHOWN"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ListedSecurityDriver(List.of(), List.of("no such")));
  }
}
