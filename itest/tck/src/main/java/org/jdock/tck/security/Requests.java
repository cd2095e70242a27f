package org.jdock.tck.security;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdock.spi.security.SecurityHost;
import org.jdock.spi.security.SecurityRequest;

/** Requests and hosts to try a profile with. */
public final class Requests {
  /** A usual machine, with every capability up to Linux 6. */
  public static final SecurityHost HOST = host(all());

  private Requests() {}

  /** The names of all capabilities. */
  public static Set<String> all() {
    Set<String> names = new TreeSet<>();
    for (String name :
        List.of(
            ("CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP"
                    + " LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK"
                    + " IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN"
                    + " SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE"
                    + " AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM"
                    + " BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE")
                .split(" "))) {
      names.add("CAP_" + name);
    }
    return names;
  }

  /** A machine whose daemon has these capabilities. */
  public static SecurityHost host(Set<String> capabilities) {
    return new SecurityHost("amd64", "6.12.0", capabilities, true, false, false);
  }

  /** Asks for nothing. */
  public static SecurityRequest plain() {
    return capabilities(List.of(), List.of());
  }

  /** {@code --privileged}. */
  public static SecurityRequest privileged() {
    return new SecurityRequest(true, List.of(), List.of(), List.of(), null, null);
  }

  /** {@code --cap-add} and {@code --cap-drop}. */
  public static SecurityRequest capabilities(List<String> add, List<String> drop) {
    return new SecurityRequest(false, add, drop, List.of(), null, null);
  }

  /** {@code --security-opt}. */
  public static SecurityRequest options(String... options) {
    return new SecurityRequest(false, List.of(), List.of(), List.of(options), null, null);
  }
}
