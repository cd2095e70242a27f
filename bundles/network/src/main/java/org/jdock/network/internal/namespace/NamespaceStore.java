package org.jdock.network.internal.namespace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.linux.mount.Mounts;
import org.jdock.linux.namespace.Namespaces;
import org.jdock.linux.net.Netlink;

/** Network namespaces bound to files of one directory, a file's name being the sandbox's id. */
public final class NamespaceStore {
  private static final Path SELF = Path.of("/proc/thread-self/ns/net");
  private static final Path SETTINGS = Path.of("/proc/sys/net");

  private final Path directory;

  /** Touches nothing yet. */
  public NamespaceStore(Path directory) {
    this.directory = directory;
  }

  /** The file of a sandbox's namespace. */
  public Path file(String sandboxId) {
    return directory.resolve(sandboxId);
  }

  /** Whether there is a namespace and not just the file that it was bound to. */
  public boolean exists(String sandboxId) throws IOException {
    return Mounts.isMountPoint(file(sandboxId));
  }

  /** Makes one with lo up and Docker's settings: a few milliseconds. */
  public void create(String sandboxId) throws IOException {
    Files.createDirectories(directory);
    Path file = Files.createFile(file(sandboxId));
    try {
      Namespaces.<Boolean, IOException>runInNew(
          Namespaces.NET,
          () -> {
            configure();
            Mounts.bind(SELF, file);
            return true;
          });
    } catch (IOException | RuntimeException e) {
      Namespaces.delete(file);
      throw e;
    }
  }

  private static void configure() throws IOException {
    try (Netlink netlink = Netlink.open()) {
      netlink.setUp(netlink.index("lo"));
    }
    // any user may bind ports below 1024 and send echo requests, as in Docker since 20.10
    set("ipv4/ip_unprivileged_port_start", "0");
    set("ipv4/ping_group_range", "0 2147483647");
    // for links to come, lo keeps ::1: a network without IPv6 gives no link-local addresses
    set("ipv6/conf/default/disable_ipv6", "1");
  }

  private static void set(String name, String value) throws IOException {
    Path setting = SETTINGS.resolve(name);
    if (Files.exists(setting)) {
      Files.writeString(setting, value);
    }
  }

  /** Takes it away; what is not there is no error. What runs in it keeps it alive. */
  public void delete(String sandboxId) throws IOException {
    Namespaces.delete(file(sandboxId));
  }

  /** The ids of all that are there. */
  public List<String> list() throws IOException {
    List<String> ids = new ArrayList<>();
    Files.createDirectories(directory);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(f -> ids.add(String.valueOf(f.getFileName())));
    }
    return ids;
  }
}
