package org.jdock.driver.network.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdock.spi.Probe;

/** Whether this host can run bridge networks; changes nothing. */
final class BridgeProbe {
  private static final int NET_ADMIN = 12;

  private BridgeProbe() {}

  static Probe probe() {
    for (String tool : new String[] {"iptables-restore", "iptables-save"}) {
      if (Tool.find(tool) == null) {
        return Probe.no(tool + " not found", "install the iptables package");
      }
    }
    try {
      if ((effectiveCapabilities() >> NET_ADMIN & 1) == 0) {
        return Probe.no("the daemon lacks CAP_NET_ADMIN", "run it as root");
      }
      for (String module : new String[] {"bridge", "veth"}) {
        if (!kernelHas(module)) {
          return Probe.no(
              "the kernel has no module " + module, "install the kernel's modules package");
        }
      }
    } catch (IOException e) {
      return Probe.no("cannot ask the kernel: " + e.getMessage(), "mount /proc");
    }
    return Probe.ok();
  }

  private static long effectiveCapabilities() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
      if (line.startsWith("CapEff:")) {
        return Long.parseUnsignedLong(line.substring(7).strip(), 16);
      }
    }
    return 0;
  }

  /** Loaded, built in, or to be loaded by the kernel when it is first asked for. */
  private static boolean kernelHas(String module) throws IOException {
    if (Files.exists(Path.of("/sys/module", module))) {
      return true;
    }
    String release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
    Path modules = Path.of("/lib/modules", release);
    if (!Files.isDirectory(modules)) {
      return true; // nothing to go by: the first network will tell
    }
    for (String list : new String[] {"modules.dep", "modules.builtin"}) {
      Path file = modules.resolve(list);
      if (Files.exists(file) && Files.readString(file).contains("/" + module + ".ko")) {
        return true;
      }
    }
    return false;
  }
}
