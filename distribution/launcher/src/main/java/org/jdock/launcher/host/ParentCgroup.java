package org.jdock.launcher.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cgroup above the containers', which the runtime makes and nobody else takes away. */
public final class ParentCgroup {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private ParentCgroup() {}

  /**
   * Removes it where nothing is in it, in the one hierarchy or in those of all controllers.
   *
   * @param name its path, without a leading slash
   */
  public static void remove(String name) throws IOException {
    remove(ROOT, name);
  }

  static void remove(Path root, String name) throws IOException {
    for (var hierarchy : hierarchies(root)) {
      var group = hierarchy.resolve(name);
      if (Files.isDirectory(group)) {
        Trees.deleteUnused(group);
      }
    }
  }

  /** Symbolic links name a controller a second time. */
  private static List<Path> hierarchies(Path root) throws IOException {
    var all = new ArrayList<>(List.of(root));
    if (!Files.exists(root.resolve("cgroup.controllers")) && Files.isDirectory(root)) {
      try (var controllers = Files.newDirectoryStream(root)) {
        for (var controller : controllers) {
          if (Files.isDirectory(controller) && !Files.isSymbolicLink(controller)) {
            all.add(controller);
          }
        }
      }
    }
    return all;
  }
}
