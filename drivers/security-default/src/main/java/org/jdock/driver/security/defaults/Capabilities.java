package org.jdock.driver.security.defaults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdock.spi.DriverException;
import org.jdock.spi.security.SecurityHost;
import org.jdock.spi.security.SecurityRequest;

/**
 * Which capabilities a root process of a container has (capabilities(7)).
 *
 * @param granted in a stable order
 */
record Capabilities(Set<String> granted) {
  /** Those of Docker. */
  static final List<String> DEFAULT =
      names(
          "CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP"
              + " NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE");

  /** All that Linux knows, in the order of their numbers. */
  static final List<String> KNOWN =
      names(
          "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP"
              + " LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK"
              + " IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN"
              + " SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE"
              + " AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND"
              + " AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE");

  private static final String ALL = "ALL";

  /**
   * Docker's rules: everything for a privileged container, but what the daemon itself lacks; {@code
   * ALL} may be added or dropped; what is added wins over {@code --cap-drop ALL}, what is dropped
   * over {@code --cap-add ALL}.
   *
   * @param otherwise those of a container that asks for no others
   */
  static Capabilities of(List<String> otherwise, SecurityRequest request, SecurityHost host)
      throws DriverException {
    Collection<String> add = normalise("CapAdd", request.capAdd(), host);
    Collection<String> drop = normalise("CapDrop", request.capDrop(), host);
    Set<String> granted = new LinkedHashSet<>();
    if (request.privileged()) {
      granted.addAll(ofHost(host));
    } else if (add.contains(ALL)) {
      granted.addAll(ofHost(host));
      granted.removeAll(drop);
    } else {
      if (!drop.contains(ALL)) {
        granted.addAll(otherwise);
        granted.removeAll(drop);
      }
      granted.addAll(add);
    }
    // A daemon that runs with fewer cannot give what it lacks, and a runtime would refuse.
    granted.retainAll(host.capabilities());
    return new Capabilities(granted);
  }

  private static List<String> ofHost(SecurityHost host) {
    List<String> all = new ArrayList<>(KNOWN);
    all.retainAll(host.capabilities());
    return all;
  }

  private static Collection<String> normalise(String what, List<String> asked, SecurityHost host)
      throws DriverException {
    List<String> result = new ArrayList<>();
    for (String name : asked) {
      String upper = name.toUpperCase(Locale.ROOT);
      if (upper.equals(ALL)) {
        result.add(upper);
        continue;
      }
      String full = upper.startsWith("CAP_") ? upper : "CAP_" + upper;
      if (!KNOWN.contains(full)) {
        throw refused(what, "unknown capability: \"" + full + "\"");
      }
      if (!host.capabilities().contains(full)) {
        throw refused(
            what,
            "capability not supported by your kernel or not available in the current environment: \""
                + full
                + "\"");
      }
      result.add(full);
    }
    return result;
  }

  private static DriverException refused(String what, String why) {
    return new DriverException(DriverException.Kind.INVALID, "invalid " + what + ": " + why);
  }

  private static List<String> names(String words) {
    return List.of(words.split(" ")).stream().map(n -> "CAP_" + n).toList();
  }
}
