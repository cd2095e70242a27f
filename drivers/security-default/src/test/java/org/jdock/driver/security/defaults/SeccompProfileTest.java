package org.jdock.driver.security.defaults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdock.spi.DriverException;
import org.jdock.spi.security.SecurityHost;
import org.junit.jupiter.api.Test;

class SeccompProfileTest {
  private static final SeccompProfiles BUILTIN = new SeccompProfiles("builtin");

  private static JsonObject builtin(String arch, String kernel, String... caps)
      throws DriverException {
    var host = new SecurityHost(arch, kernel, Set.of(caps), true, false, false);
    return JsonParser.parseString(BUILTIN.filter(null, false, Set.of(caps), host))
        .getAsJsonObject();
  }

  private static Set<String> allowed(JsonObject filter) {
    Set<String> names = new TreeSet<>();
    for (JsonElement rule : filter.getAsJsonArray("syscalls")) {
      if (rule.getAsJsonObject().get("action").getAsString().equals("SCMP_ACT_ALLOW")) {
        rule.getAsJsonObject().getAsJsonArray("names").forEach(n -> names.add(n.getAsString()));
      }
    }
    return names;
  }

  @Test
  void builtinFollowsCapabilities() throws DriverException {
    JsonObject plain = builtin("amd64", "6.1.0");
    assertEquals("SCMP_ACT_ERRNO", plain.get("defaultAction").getAsString());
    assertEquals(1, plain.get("defaultErrnoRet").getAsInt());
    Set<String> without = allowed(plain);
    assertTrue(without.containsAll(List.of("read", "openat", "execve", "clone", "futex")));
    for (String never : List.of("mount", "reboot", "init_module", "io_uring_setup", "keyctl")) {
      assertFalse(without.contains(never), never);
    }
    assertTrue(allowed(builtin("amd64", "6.1.0", "CAP_SYS_ADMIN")).contains("mount"));
    assertTrue(allowed(builtin("amd64", "6.1.0", "CAP_SYS_BOOT")).contains("reboot"));
  }

  @Test
  void clone3IsMissingRatherThanForbidden() throws DriverException {
    String filter = builtin("amd64", "6.1.0").toString();
    assertTrue(
        filter.contains("{\"names\":[\"clone3\"],\"action\":\"SCMP_ACT_ERRNO\",\"errnoRet\":38}"));
    assertFalse(builtin("amd64", "6.1.0", "CAP_SYS_ADMIN").toString().contains("\"errnoRet\""));
  }

  @Test
  void builtinFollowsArchitectureAndKernel() throws DriverException {
    assertEquals(
        "[\"SCMP_ARCH_X86_64\",\"SCMP_ARCH_X86\",\"SCMP_ARCH_X32\"]",
        builtin("amd64", "6.1").get("architectures").toString());
    assertEquals(
        "[\"SCMP_ARCH_AARCH64\",\"SCMP_ARCH_ARM\"]",
        builtin("arm64", "6.1").get("architectures").toString());
    assertFalse(allowed(builtin("arm64", "6.1")).contains("arch_prctl"));
    assertTrue(allowed(builtin("s390x", "6.1")).contains("s390_runtime_instr"));
    assertTrue(allowed(builtin("amd64", "4.8.0-1-amd64")).contains("ptrace"));
    assertFalse(allowed(builtin("amd64", "4.4.0")).contains("ptrace"));
  }

  @Test
  void noRulesForProgramsThatTheKernelCannotRun() throws DriverException {
    String profile =
        "{\"defaultAction\":\"SCMP_ACT_ERRNO\",\"archMap\":[{\"architecture\":\"SCMP_ARCH_X86_64\","
            + "\"subArchitectures\":[\"SCMP_ARCH_X86\",\"SCMP_ARCH_X32\"]}]}";
    String filter =
        SeccompProfile.parse(profile)
            .resolve(new SeccompProfile.Target("amd64", "6.1.0", Set.of(), false));
    assertNotNull(filter);
    assertTrue(
        filter.contains("\"architectures\":[\"SCMP_ARCH_X86_64\",\"SCMP_ARCH_X86\"]"), filter);
  }

  @Test
  void theFiltersOfOciPassUnchanged() throws DriverException {
    String oci =
        "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"architectures\":[\"SCMP_ARCH_X86_64\"],"
            + "\"flags\":[\"SECCOMP_FILTER_FLAG_LOG\"],"
            + "\"syscalls\":[{\"names\":[\"mkdir\"],\"action\":\"SCMP_ACT_ERRNO\","
            + "\"args\":[{\"index\":1,\"value\":18446744073709551615,\"op\":\"SCMP_CMP_EQ\"}]}]}";
    assertEquals(JsonParser.parseString(oci), JsonParser.parseString(resolve(oci)));
    assertTrue(resolve(oci).contains("18446744073709551615"), "no digit is lost");
  }

  @Test
  void dockersOldestRulesHaveOneName() throws DriverException {
    String filter =
        resolve(
            "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":"
                + "[{\"name\":\"chmod\",\"action\":\"SCMP_ACT_ERRNO\",\"args\":null}]}");
    assertNotNull(filter);
    assertTrue(filter.contains("{\"names\":[\"chmod\"],\"action\":\"SCMP_ACT_ERRNO\"}"), filter);
  }

  @Test
  void contradictions() {
    for (String wrong :
        List.of(
            "{\"defaultAction\":\"A\",\"architectures\":[\"X\"],\"archMap\":[{\"architecture\":\"Y\"}]}",
            "{\"defaultAction\":\"A\",\"syscalls\":[{\"name\":\"a\",\"names\":[\"b\"]}]}",
            "{\"syscalls\":[{\"names\":[\"b\"],\"includes\":{\"minKernel\":\"x\"}}]}")) {
      assertThrows(DriverException.class, () -> resolve(wrong), wrong);
    }
  }

  @Test
  void nothingSaidIsNoFilter() throws DriverException {
    assertNull(resolve("{}"));
  }

  private static String resolve(String profile) throws DriverException {
    return SeccompProfile.parse(profile)
        .resolve(new SeccompProfile.Target("amd64", "6.1.0", Set.of(), true));
  }
}
