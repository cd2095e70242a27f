package org.jdock.driver.volume.local;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.mount.MountFlags;
import org.jdock.linux.mount.Mounts;
import org.jdock.spi.DriverException;
import org.jdock.spi.OptionSpec;
import org.jspecify.annotations.Nullable;

/**
 * The options {@code type}, {@code device} and {@code o}, which mean what {@code -t}, the source
 * and {@code -o} mean to mount(8).
 */
record MountOptions(String type, String device, long flags, String data) {
  static final List<OptionSpec> SPECS =
      List.of(
          OptionSpec.of(
              "type", OptionSpec.Type.STRING, null, "file system: tmpfs, nfs, none, ext4"),
          OptionSpec.of(
              "device", OptionSpec.Type.STRING, null, "what to mount: /dev/sdb1, :/export"),
          OptionSpec.of("o", OptionSpec.Type.STRING, null, "mount options, separated by commas"));

  private static final long ALL_BINDS = MountFlags.BIND | MountFlags.REC;

  private static final Map<String, Long> FLAGS =
      Map.ofEntries(
          Map.entry("ro", MountFlags.RDONLY),
          Map.entry("nosuid", MountFlags.NOSUID),
          Map.entry("nodev", MountFlags.NODEV),
          Map.entry("noexec", MountFlags.NOEXEC),
          Map.entry("sync", MountFlags.SYNCHRONOUS),
          Map.entry("dirsync", MountFlags.DIRSYNC),
          Map.entry("noatime", MountFlags.NOATIME),
          Map.entry("nodiratime", MountFlags.NODIRATIME),
          Map.entry("relatime", MountFlags.RELATIME),
          Map.entry("strictatime", MountFlags.STRICTATIME),
          Map.entry("bind", MountFlags.BIND),
          Map.entry("rbind", ALL_BINDS));

  /** Words that only say what holds anyway. */
  private static final List<String> DEFAULTS =
      List.of("rw", "defaults", "suid", "dev", "exec", "async", "atime");

  /**
   * What is to be mounted for a volume; null when it is a plain directory.
   *
   * @throws DriverException INVALID when a part is missing
   */
  static @Nullable MountOptions of(Map<String, String> options) throws DriverException {
    if (options.isEmpty()) {
      return null;
    }
    String type = options.getOrDefault("type", "");
    String device = options.getOrDefault("device", "");
    if (device.isEmpty()) {
      throw new DriverException(
          DriverException.Kind.INVALID,
          "missing device in volume options: it takes type and device");
    }
    long flags = type.equals("bind") ? MountFlags.BIND : 0;
    var data = new ArrayList<String>();
    for (String option : options.getOrDefault("o", "").split(",")) {
      Long flag = FLAGS.get(option);
      if (flag != null) {
        flags |= flag;
      } else if (!option.isEmpty() && !DEFAULTS.contains(option)) {
        data.add(option);
      }
    }
    boolean binds = (flags & MountFlags.BIND) != 0;
    if (type.isEmpty() && !binds) {
      throw new DriverException(
          DriverException.Kind.INVALID, "missing type in volume options: it takes type and device");
    }
    if (binds && !Path.of(device).isAbsolute()) {
      throw new DriverException(
          DriverException.Kind.INVALID,
          "the device of a bind mount is an absolute path: " + device);
    }
    return new MountOptions(type, device, flags, String.join(",", data));
  }

  void mount(Path target) throws IOException {
    long binding = flags & ALL_BINDS;
    if (binding == 0) {
      String given = type.startsWith("nfs") ? withAddress(data) : data;
      Mounts.mount(device, target, type, flags, given.isEmpty() ? null : given);
      return;
    }
    Mounts.mount(device, target, null, binding, null);
    long attributes =
        flags & (MountFlags.RDONLY | MountFlags.NOSUID | MountFlags.NODEV | MountFlags.NOEXEC);
    if (attributes != 0) { // the kernel ignores them in the call that binds
      try {
        Mounts.setAttributes(target, attributes, 0, false);
      } catch (SyscallException e) {
        Mounts.detach(target);
        throw e;
      }
    }
  }

  /** In use by somebody whom the engine does not know, it still goes out of sight. */
  static void unmount(Path target) throws IOException {
    try {
      Mounts.umount(target, MountFlags.NOFOLLOW);
    } catch (SyscallException e) {
      if (!e.is(Errno.EBUSY)) {
        throw e;
      }
      Mounts.detach(target);
    }
  }

  /** The kernel's nfs takes a number where users write a name; mount.nfs(8) does the same. */
  private static String withAddress(String data) throws IOException {
    var resolved = new ArrayList<String>();
    for (String option : data.split(",")) {
      resolved.add(
          option.startsWith("addr=")
              ? "addr=" + InetAddress.getByName(option.substring(5)).getHostAddress()
              : option);
    }
    return String.join(",", resolved);
  }
}
