package org.jdock.launcher.host;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders with all that is in them. */
public final class Trees {
  private Trees() {}

  /** Deletes one, if it is there. Links are deleted, not followed. */
  public static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var all = Files.walk(root)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /**
   * Deletes a folder unless something is in it or mounted on it, or, if it is a cgroup, runs in it.
   *
   * @return whether it is gone
   */
  static boolean deleteUnused(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (FileSystemException e) {
      return false;
    }
  }
}
