package org.jdock.container.internal.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdock.api.container.HostConfig;
import org.jdock.container.internal.mounts.MountEntry;

/** The {@code mounts} of a container, in Docker's order (moby, oci/defaults.go). */
final class LinuxMounts {
  static final String INIT = "/sbin/docker-init";
  private static final long SHM = 64L << 20;

  private LinuxMounts() {}

  static JsonArray of(SpecInput in) {
    HostConfig host = in.definition().hostConfig();
    List<MountEntry> asked = in.definition().mounts();
    Set<String> taken = new HashSet<>();
    asked.forEach(m -> taken.add(m.destination()));
    boolean writable = in.security().writableSystem();
    String access = writable ? "rw" : "ro";
    List<JsonObject> system = new ArrayList<>();
    system.add(mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"));
    system.add(mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"));
    system.add(
        mount(
            "/dev/pts",
            "devpts",
            "devpts",
            "nosuid",
            "noexec",
            "newinstance",
            "ptmxmode=0666",
            "mode=0620",
            "gid=5"));
    system.add(mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", access));
    system.add(mount("/sys/fs/cgroup", "cgroup", "cgroup", access, "nosuid", "noexec", "nodev"));
    if (in.host().mqueue()) {
      system.add(mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"));
    }
    if ("host".equals(host.ipcMode())) {
      system.add(mount("/dev/shm", "bind", "/dev/shm", "rbind", "rprivate"));
    } else if (!"none".equals(host.ipcMode())) {
      long size = host.shmSize() == 0 ? SHM : host.shmSize();
      system.add(
          mount(
              "/dev/shm",
              "tmpfs",
              "shm",
              "nosuid",
              "noexec",
              "nodev",
              "mode=1777",
              "size=" + size));
    }
    JsonArray all = new JsonArray();
    for (JsonObject one : system) {
      if (!taken.contains(one.get("destination").getAsString())) {
        all.add(one);
      }
    }
    own(in, taken, all);
    asked.forEach(m -> all.add(entry(m)));
    return all;
  }

  private static void own(SpecInput in, Set<String> taken, JsonArray all) {
    Path directory = in.layout().directory(in.definition().id());
    for (String name : List.of("resolv.conf", "hostname", "hosts")) {
      if (!taken.contains("/etc/" + name)) {
        all.add(
            mount("/etc/" + name, "bind", directory.resolve(name).toString(), "rbind", "rprivate"));
      }
    }
    in.init()
        .ifPresent(
            program -> all.add(mount(INIT, "bind", program.toString(), "bind", "ro", "private")));
  }

  private static JsonObject entry(MountEntry m) {
    if (m.type().equals("tmpfs")) {
      return mount(m.destination(), "tmpfs", "tmpfs", m.options().toArray(String[]::new));
    }
    List<String> options = new ArrayList<>();
    options.add(Files.isDirectory(Path.of(m.source())) ? "rbind" : "bind");
    options.add(m.rw() ? "rw" : "ro");
    options.add(m.propagation().isEmpty() ? "rprivate" : m.propagation());
    return mount(m.destination(), "bind", m.source(), options.toArray(String[]::new));
  }

  private static JsonObject mount(String at, String type, String source, String... options) {
    return Json.object(
        "destination", at, "type", type, "source", source, "options", Json.array(List.of(options)));
  }
}
