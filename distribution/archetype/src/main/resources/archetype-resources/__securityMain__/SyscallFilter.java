package ${package};

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A seccomp filter that lets pass what is not denied, as OCI writes it. Immutable. */
final class SyscallFilter {
  private static final int EPERM = 1;

  /** With those that a processor runs besides: a filter kills what comes by one not named. */
  private static final Map<String, List<String>> ARCHITECTURES =
      Map.of(
          "amd64", List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"),
          "arm64", List.of("SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"));

  private final List<String> denied;

  /**
   * Of these system calls.
   *
   * @throws IllegalArgumentException for a name that can't be one
   */
  SyscallFilter(List<String> denied) {
    for (String name : denied) {
      if (!name.matches("[a-z0-9_]+")) {
        throw new IllegalArgumentException("denied.syscalls: \"" + name + "\" is no system call");
      }
    }
    this.denied = List.copyOf(denied);
  }

  /** The OCI {@code linux.seccomp} object for an architecture as OCI names it. */
  String json(String architecture) {
    String rules =
        denied.isEmpty()
            ? ""
            : "{\"names\":" + array(denied) + ",\"action\":\"SCMP_ACT_ERRNO\",\"errnoRet\":" + EPERM + "}";
    return "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"architectures\":"
        + array(ARCHITECTURES.getOrDefault(architecture, List.of()))
        + ",\"syscalls\":["
        + rules
        + "]}";
  }

  private static String array(List<String> words) {
    return words.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")).replace("[\"\"]", "[]");
  }
}
