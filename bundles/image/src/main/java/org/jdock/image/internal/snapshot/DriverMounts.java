package org.jdock.image.internal.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdock.linux.mount.MountFlags;
import org.jdock.linux.mount.Mounts;
import org.jdock.linux.mount.Overlay;
import org.jdock.spi.storage.Mount;
import org.jspecify.annotations.Nullable;

/** Makes the mounts that storage drivers ask for. Stateless; blocks: platform threads. */
final class DriverMounts {
  /** What mount(8) takes for any file system; all else is the file system's own. */
  private static final Map<String, Long> FLAGS =
      Map.of(
          "rw", 0L,
          "ro", MountFlags.RDONLY,
          "nosuid", MountFlags.NOSUID,
          "nodev", MountFlags.NODEV,
          "noexec", MountFlags.NOEXEC);

  private DriverMounts() {}

  /** Mounts in order; if one fails, those before are undone. */
  static void mount(List<Mount> mounts, Path target) throws IOException {
    int done = 0;
    try {
      for (Mount mount : mounts) {
        mount(mount, target);
        done++;
      }
    } catch (IOException | RuntimeException e) {
      for (; done > 0; done--) {
        Mounts.detach(target);
      }
      throw e;
    }
  }

  /** Unmounts all that is mounted there; nothing happens if nothing is. */
  static void unmount(Path target) throws IOException {
    while (Mounts.detach(target)) {
      // one after the other, if several were mounted here
    }
  }

  private static void mount(Mount mount, Path target) throws IOException {
    long flags = 0;
    var options = new ArrayList<String>();
    for (String option : mount.options()) {
      Long flag = FLAGS.get(option);
      flags |= flag == null ? 0 : flag;
      if (flag == null) {
        options.add(option);
      }
    }
    switch (mount.type()) {
      case "bind" -> bind(Path.of(mount.source()), target, flags);
      case "overlay" -> overlay(options).mount(target, flags);
      default ->
          Mounts.mount(
              mount.source(),
              target,
              mount.type(),
              flags,
              options.isEmpty() ? null : String.join(",", options));
    }
  }

  /** A bind mount takes no flags from mount(2): it gets them afterwards. */
  private static void bind(Path source, Path target, long flags) throws IOException {
    Mounts.bind(source, target);
    if (flags != 0) {
      try {
        Mounts.setAttributes(target, flags, 0, false);
      } catch (IOException e) {
        Mounts.detach(target);
        throw e;
      }
    }
  }

  private static Overlay overlay(List<String> options) {
    List<Path> lower = List.of();
    @Nullable Path upper = null;
    @Nullable Path work = null;
    var rest = new ArrayList<String>();
    for (String option : options) {
      int at = option.indexOf('=');
      String value = option.substring(at + 1);
      switch (at < 0 ? option : option.substring(0, at)) {
        case "lowerdir" -> lower = Stream.of(value.split(":")).map(Path::of).toList();
        case "upperdir" -> upper = Path.of(value);
        case "workdir" -> work = Path.of(value);
        default -> rest.add(option);
      }
    }
    return new Overlay(lower, upper, work, rest);
  }
}
