package org.jdock.itest.bench.bed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The OCI runtime that both sides of a comparison use.
 *
 * @param name as the engines call it
 * @param path of its executable
 */
public record Oci(String name, Path path) {
  /** In the order in which jdock prefers them. */
  private static final List<String> KNOWN = List.of("crun", "runc");

  private static final List<Path> FOLDERS =
      Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin")
          .map(Path::of)
          .toList();

  /** The one that jdock itself would take on this host; null if there is none. */
  public static @Nullable Oci preferred() {
    return KNOWN.stream().map(Oci::named).filter(oci -> oci != null).findFirst().orElse(null);
  }

  /** One by its name; null if this host has none of that name. */
  public static @Nullable Oci named(String name) {
    return FOLDERS.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(path -> new Oci(name, path))
        .orElse(null);
  }

  /** What tells jdock to use it. */
  public String[] jdockFlags() {
    return new String[] {"--default-runtime", name};
  }

  /** What tells dockerd to use it; runc is the name of its own default and can't be added. */
  public String[] dockerFlags() {
    return name.equals("runc")
        ? new String[0]
        : new String[] {"--add-runtime", name + "=" + path, "--default-runtime", name};
  }
}
