package org.jdock.system.internal.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Reads what the host says of itself; what it does not say is empty or 0. Thread-safe. */
public final class HostFacts {
  private static final Logger LOG = LogManager.getLogger(HostFacts.class);
  private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64");

  private HostFacts() {}

  /** The release, such as {@code 6.18.0-1-amd64}. */
  public static String kernelVersion() {
    return text(Path.of("/proc/sys/kernel/osrelease"));
  }

  /** As uname(2) names it: {@code x86_64}, {@code aarch64}. */
  public static String architecture() {
    String arch = System.getProperty("os.arch", "");
    return ARCHITECTURES.getOrDefault(arch, arch);
  }

  /** The host's name in the daemon's namespace. */
  public static String hostName() {
    return text(Path.of("/proc/sys/kernel/hostname"));
  }

  /** As os-release(5) has it for people: {@code Debian GNU/Linux 13 (trixie)}. */
  public static String operatingSystem() {
    Properties release = release();
    return unquoted(release, "PRETTY_NAME", unquoted(release, "NAME", "Linux"));
  }

  /** As os-release(5) has it: {@code 13}; empty for a distribution without versions. */
  public static String operatingSystemVersion() {
    return unquoted(release(), "VERSION_ID", "");
  }

  private static Properties release() {
    for (Path file : List.of(Path.of("/etc/os-release"), Path.of("/usr/lib/os-release"))) {
      if (Files.exists(file)) {
        return release(file);
      }
    }
    return new Properties();
  }

  private static Properties release(Path file) {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      release.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("{} can't be read", file, e);
    }
    return release;
  }

  private static String unquoted(Properties release, String name, String otherwise) {
    return release.getProperty(name, otherwise).replaceAll("^[\"']|[\"']$", "");
  }

  /** Bytes of memory. */
  public static long memory() {
    return number(Path.of("/proc/meminfo"), "MemTotal:") * 1024;
  }

  /** The daemon's threads of the kernel. */
  public static int threads() {
    return (int) number(Path.of("/proc/self/status"), "Threads:");
  }

  private static long number(Path file, String name) {
    for (String line : text(file).split("\n", -1)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  /** Whether the daemon's network namespace routes IPv4. */
  public static boolean forwards() {
    return text(Path.of("/proc/sys/net/ipv4/ip_forward")).equals("1");
  }

  /**
   * Whether what bridges forward passes the firewall.
   *
   * @param table {@code iptables} or {@code ip6tables}
   */
  public static boolean bridgeNf(String table) {
    return text(Path.of("/proc/sys/net/bridge/bridge-nf-call-" + table)).equals("1");
  }

  /** The daemon's open files, without the one that counts them. */
  public static int openFiles() {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return (int) files.count() - 1;
    } catch (IOException e) {
      LOG.debug("/proc/self/fd can't be read", e);
      return 0;
    }
  }

  /** A small init for containers; empty when there is none. */
  public static String init() {
    List<String> path = List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin");
    for (String name : List.of("docker-init", "tini-static", "tini")) {
      if (path.stream().anyMatch(directory -> Files.isExecutable(Path.of(directory, name)))) {
        return name;
      }
    }
    return "";
  }

  /** Whether the kernel takes seccomp filters. */
  public static boolean seccomp() {
    return Files.exists(Path.of("/proc/sys/kernel/seccomp/actions_avail"))
        || text(Path.of("/proc/self/status")).contains("\nSeccomp:");
  }

  /** Whether AppArmor is enabled. */
  public static boolean appArmor() {
    return text(Path.of("/sys/module/apparmor/parameters/enabled")).equals("Y");
  }

  static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      LOG.debug("{} can't be read", file, e);
      return "";
    }
  }
}
