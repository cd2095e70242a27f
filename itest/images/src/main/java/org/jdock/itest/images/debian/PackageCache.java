package org.jdock.itest.images.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Debian packages with all that they depend on, downloaded once. Which versions a list of packages
 * came to is kept in a lock file, so later runs need neither apt nor a network. One process at a
 * time may use a cache (see {@code TestImages}).
 */
public final class PackageCache {
  private final Path debs;
  private final Path locks;
  private final Apt apt;

  /** A cache under {@code root}, which is made if it is missing. */
  public PackageCache(Path root) throws IOException {
    this.debs = Files.createDirectories(root.resolve("debs"));
    this.locks = Files.createDirectories(root.resolve("locks"));
    this.apt = new Apt(debs, root.resolve("apt"));
  }

  /**
   * The files of {@code packages} and of everything that they depend on (without recommendations),
   * in apt's order. Blocks, and downloads what is missing.
   */
  public List<Path> resolve(List<String> packages) throws IOException {
    var lock = locks.resolve(lockName(packages));
    if (Files.exists(lock)) {
      var known = Files.readAllLines(lock).stream().map(debs::resolve).toList();
      if (known.stream().allMatch(Files::exists)) {
        return known;
      }
    }
    var names = apt.download(packages);
    var temporary = Files.createTempFile(locks, "lock", ".new");
    Files.write(temporary, names);
    Files.move(temporary, lock, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    return names.stream().map(debs::resolve).toList();
  }

  /** Like {@link #resolve} for {@code extra}, without the files that {@code base} already has. */
  public List<Path> resolveOnTopOf(List<String> base, List<String> extra) throws IOException {
    var all = new ArrayList<>(base);
    all.addAll(extra);
    var files = new ArrayList<>(resolve(all));
    files.removeAll(resolve(base));
    return List.copyOf(files);
  }

  /** Forgets which versions were chosen, so that the next resolution asks apt. */
  public void forget() throws IOException {
    try (var files = Files.list(locks)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static String lockName(List<String> packages) {
    return String.join("+", new TreeSet<>(packages)).replace('/', '_') + ".lock";
  }
}
