package org.jdock.tck.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdock.linux.mount.MountFlags;
import org.jdock.linux.mount.Mounts;
import org.jdock.linux.mount.Overlay;
import org.jdock.spi.storage.Mount;
import org.jspecify.annotations.Nullable;

/** What a driver says is to be mounted, mounted; unmounted at close. */
final class Mounted implements AutoCloseable {
  private final Path target;

  private Mounted(Path target) {
    this.target = target;
  }

  /** Mounts at a new directory below {@code in}. */
  static Mounted at(Path in, List<Mount> mounts) throws IOException {
    var mounted = new Mounted(Files.createTempDirectory(in, "mnt"));
    try {
      for (Mount mount : mounts) {
        mounted.add(mount);
      }
      return mounted;
    } catch (IOException | RuntimeException e) {
      mounted.close();
      throw e;
    }
  }

  private void add(Mount mount) throws IOException {
    boolean readOnly = mount.options().contains("ro");
    switch (mount.type()) {
      case "bind" -> {
        Mounts.bind(Path.of(mount.source()), target);
        if (readOnly) {
          Mounts.readOnly(target);
        }
      }
      case "overlay" -> overlay(mount.options()).mount(target, readOnly ? MountFlags.RDONLY : 0);
      default ->
          Mounts.mount(
              mount.source(), target, mount.type(), readOnly ? MountFlags.RDONLY : 0, data(mount));
    }
  }

  private static @Nullable String data(Mount mount) {
    String data =
        String.join(
            ",", mount.options().stream().filter(o -> !o.equals("ro") && !o.equals("rw")).toList());
    return data.isEmpty() ? null : data;
  }

  private static Overlay overlay(List<String> options) {
    List<Path> lower = List.of();
    Path upper = null;
    Path work = null;
    var rest = new ArrayList<String>();
    for (String option : options) {
      int at = option.indexOf('=');
      String value = option.substring(at + 1);
      switch (at < 0 ? option : option.substring(0, at)) {
        case "lowerdir" -> lower = Stream.of(value.split(":")).map(Path::of).toList();
        case "upperdir" -> upper = Path.of(value);
        case "workdir" -> work = Path.of(value);
        case "ro", "rw" -> {
          // a flag of the mount, not of the file system
        }
        default -> rest.add(option);
      }
    }
    return new Overlay(lower, upper, work, rest);
  }

  /** A path inside. */
  Path path(String relative) {
    return target.resolve(relative);
  }

  @Override
  public void close() throws IOException {
    while (Mounts.detach(target)) {
      // one after the other, if several were mounted here
    }
    Files.deleteIfExists(target);
  }
}
