package org.jdock.linux.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdock.linux.mount.MountInfo;
import org.jspecify.annotations.Nullable;

/**
 * Which control groups this host has, and where (cgroups(7)).
 *
 * @param mode the layout
 * @param controllers mount points of version 1's hierarchies by controller ("memory", "cpu";
 *     "systemd" for the named one), empty for {@link Mode#V2}
 * @param unified mount point of version 2's hierarchy, null for {@link Mode#V1}
 */
public record Cgroups(Mode mode, Map<String, Path> controllers, @Nullable Path unified) {
  private static final Set<String> OPTIONS =
      Set.of("rw", "ro", "xattr", "noprefix", "clone_children");

  /** Copies. */
  public Cgroups {
    controllers = Map.copyOf(controllers);
  }

  /** The layouts. */
  public enum Mode {
    /** Version 1 only. */
    V1,
    /** Controllers under version 1, and an (almost) empty version 2 beside them. */
    HYBRID,
    /** Version 2 only. */
    V2,
    /** None mounted. */
    NONE
  }

  /** Reads what is mounted in the calling thread's mount namespace. */
  public static Cgroups detect() throws IOException {
    return of(MountInfo.read());
  }

  /** From a list of mounts; where one hierarchy is mounted several times the first counts. */
  public static Cgroups of(List<MountInfo> mounts) {
    var controllers = new LinkedHashMap<String, Path>();
    Path unified = null;
    for (MountInfo m : mounts) {
      if (m.type().equals("cgroup2") && unified == null) {
        unified = Path.of(m.mountPoint());
      } else if (m.type().equals("cgroup")) {
        for (String name : names(m)) {
          controllers.putIfAbsent(name, Path.of(m.mountPoint()));
        }
      }
    }
    Mode mode =
        controllers.isEmpty()
            ? unified == null ? Mode.NONE : Mode.V2
            : unified == null ? Mode.V1 : Mode.HYBRID;
    return new Cgroups(mode, controllers, unified);
  }

  private static Set<String> names(MountInfo m) {
    var names = new TreeSet<String>();
    for (String option : m.superOptions()) {
      if (option.startsWith("name=")) {
        names.add(option.substring(5));
      } else if (!OPTIONS.contains(option) && option.indexOf('=') < 0) {
        names.add(option);
      }
    }
    return names;
  }

  /**
   * Where a controller's groups are: version 1's mount point if it is there, else the unified one
   * if it offers this controller, else null.
   */
  public @Nullable Path controller(String name) throws IOException {
    Path v1 = controllers.get(name);
    if (v1 != null || unified == null) {
      return v1;
    }
    var offered = List.of(ControlFiles.read(unified.resolve("cgroup.controllers")).split(" "));
    return offered.contains(name) ? unified : null;
  }
}
