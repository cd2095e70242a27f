package org.jdock.container.internal.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.container.HostConfig;
import org.jdock.linux.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/** Device files and the rules for them; runtimes add /dev/null and its like themselves. */
final class Devices {
  private static final Path DEV = Path.of("/dev");

  private static final Logger LOG = LogManager.getLogger(Devices.class);

  private final JsonArray files = new JsonArray();
  private final JsonArray rules = new JsonArray();

  private Devices() {}

  /** Those of one container. */
  static Devices of(HostConfig host, boolean all) {
    Devices devices = new Devices();
    if (all) {
      devices.rules.add(Json.object("allow", true, "access", "rwm"));
      devices.everything();
    } else {
      devices.defaults();
    }
    if (host.devices() != null) {
      for (HostConfig.Device device : host.devices()) {
        devices.add(device, !all);
      }
    }
    return devices;
  }

  JsonArray files() {
    return files;
  }

  JsonArray rules() {
    return rules;
  }

  private void defaults() {
    rules.add(Json.object("allow", false, "access", "rwm"));
    rules.add(rule("c", null, null, "m"));
    rules.add(rule("b", null, null, "m"));
    for (int minor : new int[] {3, 5, 7, 8, 9}) { // null, zero, full, random, urandom
      rules.add(rule("c", 1L, (long) minor, "rwm"));
    }
    rules.add(rule("c", 5L, 0L, "rwm")); // tty
    rules.add(rule("c", 5L, 1L, "rwm")); // console
    rules.add(rule("c", 136L, null, "rwm")); // pts
    rules.add(rule("c", 5L, 2L, "rwm")); // ptmx
  }

  private static JsonObject rule(
      String type, @Nullable Long major, @Nullable Long minor, String access) {
    JsonObject rule = Json.object("allow", true, "type", type, "access", access);
    if (major != null) {
      rule.addProperty("major", major);
    }
    if (minor != null) {
      rule.addProperty("minor", minor);
    }
    return rule;
  }

  private void everything() {
    for (Path path : below(DEV)) {
      try {
        FileStatus status = FileStatus.of(path);
        if (isDevice(status)) {
          files.add(file(path.toString(), status));
        }
      } catch (IOException e) {
        LOG.debug("{} went meanwhile", path);
      }
    }
  }

  /** Without what the container has of its own: terminals, shared memory, queues. */
  private static List<Path> below(Path directory) {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : children.sorted().toList()) {
        String name = String.valueOf(child.getFileName());
        if (List.of("pts", "shm", "fd", "mqueue", ".lxc", ".lxd-mounts", ".udev", "console", "ptmx")
            .contains(name)) {
          continue;
        }
        if (Files.isSymbolicLink(child)) {
          continue;
        }
        if (Files.isDirectory(child)) {
          all.addAll(below(child));
        } else {
          all.add(child);
        }
      }
      return all;
    } catch (IOException e) {
      throw ProblemException.failed("the host's devices can't be listed: " + e, e);
    }
  }

  private void add(HostConfig.Device device, boolean rule) {
    String access = device.cgroupPermissions();
    String permissions = access == null || access.isEmpty() ? "rwm" : access;
    String inside = device.pathInContainer();
    String at = inside == null || inside.isEmpty() ? device.pathOnHost() : inside;
    Path source = Path.of(device.pathOnHost());
    try {
      Path real = source.toRealPath();
      if (Files.isDirectory(real)) {
        for (Path path : below(real)) {
          FileStatus status = FileStatus.of(path);
          if (isDevice(status)) {
            one(
                at + path.toString().substring(real.toString().length()),
                status,
                permissions,
                rule);
          }
        }
        return;
      }
      FileStatus status = FileStatus.of(real);
      if (!isDevice(status)) {
        throw gathering(source, "not a device node");
      }
      one(at, status, permissions, rule);
    } catch (IOException e) {
      throw gathering(source, "no such file or directory");
    }
  }

  private static ProblemException gathering(Path source, String why) {
    return ProblemException.invalid(
        "error gathering device information while adding custom device \"" + source + "\": " + why);
  }

  private void one(String at, FileStatus status, String permissions, boolean rule) {
    files.add(file(at, status));
    if (rule) {
      rules.add(
          rule(
              type(status),
              (long) status.special().major(),
              (long) status.special().minor(),
              permissions));
    }
  }

  private static JsonObject file(String at, FileStatus status) {
    return Json.object(
        "path",
        at,
        "type",
        type(status),
        "major",
        status.special().major(),
        "minor",
        status.special().minor(),
        "fileMode",
        status.permissions(),
        "uid",
        status.uid(),
        "gid",
        status.gid());
  }

  private static boolean isDevice(FileStatus status) {
    return status.isCharacterDevice() || status.isBlockDevice();
  }

  private static String type(FileStatus status) {
    return status.isBlockDevice() ? "b" : "c";
  }
}
