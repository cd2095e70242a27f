package org.jdock.registry.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * The jars that came with jdock, known by what is in them. Their manifests are read when the first
 * one asks: what has another is none of them, which spares an upgrade the digest of all it has.
 */
final class Shipped {
  private final Path folder;
  private @Nullable Map<String, List<Path>> byManifest;
  private final Map<Path, String> digests = new HashMap<>();

  Shipped(Path folder) {
    this.folder = folder;
  }

  /** What may be one of them. */
  interface Candidate {
    /** As it lies there; empty when there is none. */
    byte[] manifest() throws IOException;

    /** By {@link Contents#digest}. */
    String digest() throws IOException;
  }

  /** Whether it is one of them, wherever it lies now. */
  synchronized boolean has(Candidate candidate) throws IOException {
    Map<String, List<Path>> known = byManifest;
    if (known == null) {
      known = read();
      byManifest = known;
    }
    List<Path> alike = known.getOrDefault(text(candidate.manifest()), List.of());
    if (alike.isEmpty()) {
      return false;
    }
    String wanted = candidate.digest();
    for (Path jar : alike) {
      String digest = digests.get(jar);
      if (digest == null) {
        digest = Contents.digest(jar);
        digests.put(jar, digest);
      }
      if (digest.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private Map<String, List<Path>> read() {
    Map<String, List<Path>> found = new HashMap<>();
    if (Files.isDirectory(folder)) {
      try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path jar : jars) {
          found.computeIfAbsent(text(Contents.manifest(jar)), _ -> new ArrayList<>()).add(jar);
        }
      } catch (IOException e) {
        LogManager.getLogger(Shipped.class).warn("{} can't be read", folder, e);
      }
    }
    return found;
  }

  private static String text(byte[] manifest) {
    return new String(manifest, StandardCharsets.ISO_8859_1);
  }
}
