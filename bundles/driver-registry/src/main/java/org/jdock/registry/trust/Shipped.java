package org.jdock.registry.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/** The jars that came with jdock, known by what is in them. Read when the first one asks. */
final class Shipped {
  private final Path folder;
  private @Nullable Set<String> digests;

  Shipped(Path folder) {
    this.folder = folder;
  }

  /** Whether a jar is one of them, wherever it lies now; by its {@link Contents#digest}. */
  synchronized boolean has(String digest) {
    Set<String> known = digests;
    if (known == null) {
      known = read();
      digests = known;
    }
    return known.contains(digest);
  }

  private Set<String> read() {
    Set<String> found = new HashSet<>();
    if (Files.isDirectory(folder)) {
      try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path jar : jars) {
          found.add(Contents.digest(jar));
        }
      } catch (IOException e) {
        LogManager.getLogger(Shipped.class).warn("{} can't be read", folder, e);
      }
    }
    return found;
  }
}
