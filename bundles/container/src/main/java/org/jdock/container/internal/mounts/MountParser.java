package org.jdock.container.internal.mounts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.api.ProblemException;
import org.jdock.api.container.HostConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code -v}, {@code --mount} and {@code --tmpfs} the way Docker's daemon does, with its
 * messages (moby, volume/mounts/linux_parser.go).
 */
public final class MountParser {
  private static final Set<String> PROPAGATION =
      Set.of("private", "rprivate", "slave", "rslave", "shared", "rshared");

  private MountParser() {}

  /** One {@code -v} specification: {@code [source:]destination[:options]}. */
  public static MountEntry bind(String spec, @Nullable String volumeDriver) {
    String[] parts = spec.split(":", -1);
    if (parts.length > 3 || parts[0].isEmpty()) {
      throw invalid(spec, "");
    }
    if (parts.length == 1) {
      return volume(null, destination(spec, parts[0], "volume"), volumeDriver, "", true, false);
    }
    String source = parts[0];
    boolean host = source.startsWith("/");
    String to = destination(spec, parts[1], host ? "bind" : "volume");
    String mode = parts.length == 3 ? parts[2] : "";
    if (parts.length == 3 && mode.isEmpty()) {
      throw invalid(spec, "");
    }
    Modes modes = modes(mode, host);
    if (!host) {
      if (source.contains("/")) {
        throw ProblemException.invalid(
            "create "
                + source
                + ": \""
                + source
                + "\" includes invalid characters for a local volume name, only"
                + " \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host"
                + " directory, use absolute path");
      }
      return volume(source, to, volumeDriver, mode.isEmpty() ? "z" : mode, modes.rw, modes.noCopy);
    }
    return new MountEntry(
        "bind",
        null,
        Path.of(source).normalize().toString(),
        to,
        null,
        mode,
        modes.rw,
        modes.propagation,
        List.of(),
        false);
  }

  private static MountEntry volume(
      @Nullable String name,
      String to,
      @Nullable String driver,
      String mode,
      boolean rw,
      boolean noCopy) {
    String named = driver == null || driver.isEmpty() ? null : driver;
    return new MountEntry("volume", name, "", to, named, mode, rw, "", List.of(), noCopy);
  }

  /** An anonymous volume, as an image or {@code -v /path} asks for. */
  public static MountEntry anonymous(String path, @Nullable String volumeDriver) {
    return volume(null, destination(path, path, "volume"), volumeDriver, "", true, false);
  }

  private record Modes(boolean rw, boolean noCopy, String propagation) {}

  private static Modes modes(String mode, boolean host) {
    boolean rw = true;
    boolean noCopy = false;
    String propagation = host ? "rprivate" : "";
    boolean access = false;
    for (String one : mode.isEmpty() ? new String[0] : mode.split(",", -1)) {
      if (one.equals("ro") || one.equals("rw")) {
        if (access) {
          throw ProblemException.invalid("invalid mode: " + mode);
        }
        access = true;
        rw = one.equals("rw");
      } else if (one.equals("nocopy") && !host) {
        noCopy = true;
      } else if (PROPAGATION.contains(one) && host) {
        propagation = one;
      } else if (!Set.of("z", "Z", "cached", "delegated", "consistent", "default").contains(one)) {
        throw ProblemException.invalid("invalid mode: " + mode);
      }
    }
    return new Modes(rw, noCopy, propagation);
  }

  private static String destination(String spec, String to, String type) {
    try {
      return destination(to);
    } catch (ProblemException e) {
      throw invalid(spec, config(type, String.valueOf(e.getMessage())).getMessage());
    }
  }

  private static String destination(String to) {
    if (!to.startsWith("/")) {
      throw ProblemException.invalid(
          "invalid mount path: '" + to + "' mount path must be absolute");
    }
    String clean = Path.of(to).normalize().toString();
    if (clean.equals("/")) {
      throw ProblemException.invalid("invalid specification: destination can't be '/'");
    }
    return clean;
  }

  private static ProblemException invalid(String spec, @Nullable String why) {
    return ProblemException.invalid(
        "invalid volume specification: '"
            + spec
            + "'"
            + (why == null || why.isEmpty() ? "" : ": " + why));
  }

  /** One {@code --mount}. */
  public static MountEntry mount(HostConfig.Mount mount) {
    String type = mount.type() == null ? "" : mount.type();
    String target = mount.target() == null ? "" : mount.target();
    String source = mount.source() == null ? "" : mount.source();
    if (!Set.of("bind", "volume", "tmpfs").contains(type)) {
      throw config(type, "mount type unknown");
    }
    if (target.isEmpty()) {
      throw config(type, "field Target must not be empty");
    }
    if (!target.startsWith("/")) {
      throw config(type, "invalid mount path: '" + target + "' mount path must be absolute");
    }
    String to = Path.of(target).normalize().toString();
    if (to.equals("/")) {
      throw config(type, "invalid specification: destination can't be '/'");
    }
    boolean rw = !mount.readOnly();
    return switch (type) {
      case "bind" -> bound(mount, source, to, rw);
      case "volume" -> {
        HostConfig.VolumeOptions options = mount.volumeOptions();
        HostConfig.DriverConfig driver = options == null ? null : options.driverConfig();
        yield volume(
            source.isEmpty() ? null : source,
            to,
            driver == null ? null : driver.name(),
            "z",
            rw,
            options != null && options.noCopy());
      }
      default -> {
        if (!source.isEmpty()) {
          throw config(type, "field Source must not be specified");
        }
        yield tmpfs(to, mount.tmpfsOptions(), rw);
      }
    };
  }

  private static MountEntry bound(HostConfig.Mount mount, String source, String to, boolean rw) {
    if (source.isEmpty()) {
      throw config("bind", "field Source must not be empty");
    }
    if (!source.startsWith("/")) {
      throw config("bind", "invalid mount path: '" + source + "' mount path must be absolute");
    }
    HostConfig.BindOptions options = mount.bindOptions();
    boolean make = options != null && options.createMountpoint();
    if (!make && !Files.exists(Path.of(source))) {
      throw config("bind", "bind source path does not exist: " + source);
    }
    String propagation = options == null ? null : options.propagation();
    if (propagation != null && !propagation.isEmpty() && !PROPAGATION.contains(propagation)) {
      throw config("bind", "invalid propagation mode: " + propagation);
    }
    return new MountEntry(
        "bind",
        null,
        Path.of(source).normalize().toString(),
        to,
        null,
        "",
        rw,
        propagation == null || propagation.isEmpty() ? "rprivate" : propagation,
        List.of(),
        !make); // what was there at create must be there at start
  }

  private static MountEntry tmpfs(String to, HostConfig.@Nullable TmpfsOptions asked, boolean rw) {
    List<String> options = new ArrayList<>(List.of("noexec", "nosuid", "nodev"));
    options.add(rw ? "rw" : "ro");
    if (asked != null && asked.sizeBytes() > 0) {
      options.add("size=" + asked.sizeBytes());
    }
    if (asked != null && asked.mode() != 0) {
      options.add("mode=" + Integer.toOctalString(asked.mode()));
    }
    return new MountEntry("tmpfs", null, "", to, null, "", rw, "", options, false);
  }

  /** One {@code --tmpfs}: a path and mount(8)'s options. */
  public static MountEntry tmpfs(Map.Entry<String, String> asked) {
    String to = destination(asked.getKey());
    List<String> options = new ArrayList<>(List.of("noexec", "nosuid", "nodev"));
    boolean rw = true;
    String given = asked.getValue() == null ? "" : asked.getValue();
    for (String option : given.isEmpty() ? new String[0] : given.split(",", -1)) {
      String key = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
      switch (key) {
        case "exec", "suid", "dev" -> options.remove("no" + key);
        case "rw", "ro" -> rw = key.equals("rw");
        case "noexec", "nosuid", "nodev" -> {
          // so by default
        }
        case "size",
            "mode",
            "uid",
            "gid",
            "nr_inodes",
            "nr_blocks",
            "mpol",
            "sync",
            "async",
            "atime",
            "noatime",
            "relatime",
            "norelatime",
            "strictatime",
            "diratime",
            "nodiratime",
            "remount",
            "dirsync",
            "mand",
            "nomand",
            "huge" ->
            options.add(option);
        default -> throw ProblemException.invalid("invalid tmpfs option [\"" + option + "\"]");
      }
    }
    options.add(rw ? "rw" : "ro");
    return new MountEntry("tmpfs", null, "", to, null, given, rw, "", options, false);
  }

  private static ProblemException config(String type, String why) {
    return ProblemException.invalid("invalid mount config for type \"" + type + "\": " + why);
  }
}
