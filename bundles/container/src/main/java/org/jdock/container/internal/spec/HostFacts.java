package org.jdock.container.internal.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jdock.linux.cgroup.Cgroups;
import org.jdock.spi.security.SecurityHost;

/**
 * What this host offers; it does not change while it is up.
 *
 * @param unified whether it has version 2 of cgroups only
 * @param mqueue whether it has POSIX message queues
 * @param swap whether swap can be limited
 * @param security for security profiles
 */
public record HostFacts(boolean unified, boolean mqueue, boolean swap, SecurityHost security) {
  /** The kernel's names of capabilities, by number (capabilities(7)). */
  private static final List<String> CAPABILITIES =
      List.of(
          "CHOWN",
          "DAC_OVERRIDE",
          "DAC_READ_SEARCH",
          "FOWNER",
          "FSETID",
          "KILL",
          "SETGID",
          "SETUID",
          "SETPCAP",
          "LINUX_IMMUTABLE",
          "NET_BIND_SERVICE",
          "NET_BROADCAST",
          "NET_ADMIN",
          "NET_RAW",
          "IPC_LOCK",
          "IPC_OWNER",
          "SYS_MODULE",
          "SYS_RAWIO",
          "SYS_CHROOT",
          "SYS_PTRACE",
          "SYS_PACCT",
          "SYS_ADMIN",
          "SYS_BOOT",
          "SYS_NICE",
          "SYS_RESOURCE",
          "SYS_TIME",
          "SYS_TTY_CONFIG",
          "MKNOD",
          "LEASE",
          "AUDIT_WRITE",
          "AUDIT_CONTROL",
          "SETFCAP",
          "MAC_OVERRIDE",
          "MAC_ADMIN",
          "SYSLOG",
          "WAKE_ALARM",
          "BLOCK_SUSPEND",
          "AUDIT_READ",
          "PERFMON",
          "BPF",
          "CHECKPOINT_RESTORE");

  /** Asks the kernel. */
  public static HostFacts detect(Cgroups cgroups) throws IOException {
    boolean unified = cgroups.mode() == Cgroups.Mode.V2;
    Path memory = cgroups.controllers().get("memory");
    boolean swap =
        unified || (memory != null && Files.exists(memory.resolve("memory.memsw.limit_in_bytes")));
    boolean mqueue = Files.readString(Path.of("/proc/filesystems")).contains("\tmqueue");
    String arch = System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT);
    Path lsm = Path.of("/sys/module/apparmor/parameters/enabled");
    boolean appArmor = Files.isReadable(lsm) && Files.readString(lsm).startsWith("Y");
    return new HostFacts(
        unified,
        mqueue,
        swap,
        new SecurityHost(
            switch (arch) {
              case "x86_64" -> "amd64";
              case "aarch64" -> "arm64";
              default -> arch;
            },
            System.getProperty("os.version", ""),
            bounding(Files.readAllLines(Path.of("/proc/self/status"))),
            Files.exists(Path.of("/proc/sys/kernel/seccomp")),
            appArmor,
            Files.exists(Path.of("/sys/fs/selinux/enforce"))));
  }

  static Set<String> bounding(List<String> status) {
    Set<String> names = new TreeSet<>();
    for (String line : status) {
      if (line.startsWith("CapBnd:")) {
        long set = Long.parseUnsignedLong(line.substring(7).strip(), 16);
        for (int i = 0; i < CAPABILITIES.size(); i++) {
          if ((set >>> i & 1) != 0) {
            names.add("CAP_" + CAPABILITIES.get(i));
          }
        }
      }
    }
    return names;
  }

  /** Whether limits and priorities can be raised. */
  public boolean canRaiseLimits() {
    return security.capabilities().contains("CAP_SYS_RESOURCE");
  }

  /** A program along the usual path of the names given; the first that is there. */
  public static java.util.Optional<Path> program(String... names) {
    List<Path> all = new ArrayList<>();
    for (String name : names) {
      for (String directory :
          List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")) {
        all.add(Path.of(directory, name));
      }
    }
    return all.stream().filter(Files::isExecutable).findFirst();
  }
}
