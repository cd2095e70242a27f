package org.jdock.image.internal.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.fs.BeneathRoot;

/**
 * Where an archive's names lie below a root that nobody else changes meanwhile. Symbolic links are
 * followed as a process whose root it is would, so nothing leads out of it; what was found is
 * remembered, since an archive has many files in one directory. Used by one thread.
 */
final class Places {
  private static final int DEFAULT_MODE = 0755;

  private final Path root;
  private final Map<String, Path> directories = new HashMap<>();

  Places(Path root) throws IOException {
    this.root = root.toRealPath();
  }

  /**
   * A name without {@code .}, {@code ..} and doubled or leading slashes; empty for the root.
   *
   * @throws IOException if it leads out of the root
   */
  static String clean(String name) throws IOException {
    if (isClean(name)) {
      return name;
    }
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          throw new IOException("invalid path in the archive: " + name + " is outside of it");
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static boolean isClean(String name) {
    return !name.isEmpty()
        && name.charAt(0) != '/'
        && name.charAt(0) != '.'
        && !name.endsWith("/")
        && !name.contains("//")
        && !name.contains("/.");
  }

  /** The real path of a clean name, whose parents are made if they are missing. */
  Path of(String clean) throws IOException {
    int slash = clean.lastIndexOf('/');
    return directory(slash < 0 ? "" : clean.substring(0, slash))
        .resolve(clean.substring(slash + 1));
  }

  /** The real path of a directory, made if it is missing. */
  Path directory(String clean) throws IOException {
    if (clean.isEmpty()) {
      return root;
    }
    Path known = directories.get(clean);
    if (known != null) {
      return known;
    }
    Path real;
    try {
      real = BeneathRoot.resolve(root, clean);
    } catch (SyscallException e) {
      if (!e.is(Errno.ENOENT)) {
        throw e;
      }
      BeneathRoot.directories(root, clean, DEFAULT_MODE).close();
      real = BeneathRoot.resolve(root, clean);
    }
    if (!Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS) || !real.startsWith(root)) {
      throw new IOException("not a directory in the archive: " + clean);
    }
    directories.put(clean, real);
    return real;
  }

  /** A directory was just made there. */
  void made(String clean, Path directory) {
    directories.put(clean, directory);
  }

  /** Something that was there is gone. */
  void forget() {
    directories.clear();
  }
}
