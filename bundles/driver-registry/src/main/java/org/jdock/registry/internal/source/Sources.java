package org.jdock.registry.internal.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.api.image.Artifacts;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.registry.internal.bundle.Origin;
import org.jspecify.annotations.Nullable;

/** Brings a jar here from what a source string names. Thread-safe; blocks on networks. */
public final class Sources {
  /** The type of a driver's artefact, and of the one file in it. */
  public static final String MEDIA_TYPE = "application/vnd.jdock.driver.v1+jar";

  private final Settings settings;
  private final Supplier<@Nullable Artifacts> artifacts;

  /**
   * By these settings.
   *
   * @param artifacts gives null while there is no registry client
   */
  public Sources(Settings settings, Supplier<@Nullable Artifacts> artifacts) {
    this.settings = settings;
    this.artifacts = artifacts;
  }

  /** Brings it here; see {@link org.jdock.api.driver.Drivers} for what sources there are. */
  public FetchedJar fetch(String source, RegistryAuth auth, Progress.Sink progress) {
    int colon = source.indexOf(':');
    String scheme = colon < 0 ? "" : source.substring(0, colon);
    String rest = source.substring(colon + 1);
    return switch (scheme) {
      case "oci" ->
          downloaded(target -> {
            pull(rest, auth, target, progress);
            return new FetchedJar(target, Origin.NETWORK, true);
          });
      case "mvn" -> {
        MavenCoordinate wanted = MavenCoordinate.parse(rest);
        yield downloaded(
            target -> new MavenRepositories(settings.drivers()).fetch(wanted, target, progress));
      }
      case "file" -> new FetchedJar(path(source, rest), Origin.LOCAL, false);
      case "http", "https" ->
          throw ProblemException.invalid(
              source
                  + ": a web address says nothing of what it should give; put the jar into a"
                  + " registry (jdock driver push) or a Maven repository, or download it and"
                  + " install the file");
      default -> {
        if (scheme.matches("[a-z]{2,}")) {
          throw ProblemException.invalid(
              source + ": drivers come from oci:, mvn:, file: or a path, not from " + scheme + ":");
        }
        yield new FetchedJar(Path.of(source), Origin.LOCAL, false);
      }
    };
  }

  private void pull(String reference, RegistryAuth auth, Path target, Progress.Sink progress) {
    try {
      registry().pull(reference, MEDIA_TYPE, auth, target, progress);
    } catch (ProblemException e) {
      throw anonymous(e, auth);
    }
  }

  /** What a registry refuses to somebody that it does not know may be had by whom it knows. */
  static ProblemException anonymous(ProblemException e, RegistryAuth auth) {
    return e.problem() == Problem.UNAUTHORIZED && RegistryAuth.NONE.equals(auth)
        ? new ProblemException(
            Problem.UNAUTHORIZED,
            e.getMessage() + ": docker login there first, or say --username and --password-stdin",
            e)
        : e;
  }

  /** The registry client. */
  Artifacts registry() {
    Artifacts there = artifacts.get();
    if (there == null) {
      throw new ProblemException(
          Problem.UNAVAILABLE, "the registry client is not running: the daemon's log says why");
    }
    return there;
  }

  private static Path path(String source, String rest) {
    try {
      return rest.startsWith("//") ? Path.of(URI.create(source)) : Path.of(rest);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(source + " is no path: " + e.getMessage());
    }
  }

  private interface Download {
    FetchedJar into(Path target);
  }

  /** Among the store's own temporary files: what a crash leaves there goes at the next start. */
  private FetchedJar downloaded(Download download) {
    Path directory = settings.current().dataRoot().resolve("drivers");
    Path target;
    try {
      target = Files.createTempFile(Files.createDirectories(directory), ".fetch", ".tmp");
    } catch (IOException e) {
      throw ProblemException.failed(directory + " can't be written: " + e.getMessage(), e);
    }
    FetchedJar fetched = null;
    try {
      fetched = download.into(target);
      return fetched;
    } finally {
      if (fetched == null || !fetched.path().equals(target)) {
        new FetchedJar(target, Origin.NETWORK, true).close();
      }
    }
  }
}
