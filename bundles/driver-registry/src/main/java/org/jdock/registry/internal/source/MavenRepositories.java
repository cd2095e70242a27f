package org.jdock.registry.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DriverSettings;
import org.jdock.api.image.Progress;
import org.jdock.registry.internal.bundle.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Jars in Maven repositories: the local one, then the remote ones in their order. Every remote jar
 * must have a checksum beside it. Nothing is resolved: one coordinate is one file.
 */
final class MavenRepositories {
  private static final int CHECKSUM_LIMIT = 4096;
  private static final String REMEDY =
      "maven-repository in daemon.cfg names the repositories that are asked, maven-local the one"
          + " of this host";

  private final DriverSettings settings;

  MavenRepositories(DriverSettings settings) {
    this.settings = settings;
  }

  /**
   * Finds a jar.
   *
   * @param download where a remote one is written
   */
  FetchedJar fetch(MavenCoordinate wanted, Path download, Progress.Sink progress) {
    Path local = settings.mavenLocal().resolve(wanted.directory()).resolve(wanted.fileName());
    if (Files.isRegularFile(local)) {
      return local(wanted, local, progress);
    }
    List<String> places = new ArrayList<>(List.of(settings.mavenLocal().toString()));
    if (wanted.snapshot()) {
      throw ProblemException.notFound(
          wanted
              + " is not in "
              + settings.mavenLocal()
              + ": snapshots are looked for in the local repository only");
    }
    try (var web = new WebFiles(REMEDY)) {
      for (String base : settings.mavenRepositories()) {
        if (remote(wanted, base, web, download, progress)) {
          return new FetchedJar(download, Origin.NETWORK, true);
        }
        places.add(base);
      }
    }
    throw ProblemException.notFound(
        wanted + " is in none of the Maven repositories " + String.join(", ", places));
  }

  private static FetchedJar local(MavenCoordinate wanted, Path jar, Progress.Sink progress) {
    try {
      for (Checksum checksum : Checksum.values()) {
        Path beside = jar.resolveSibling(jar.getFileName() + checksum.suffix());
        String expected = Files.exists(beside) ? checksum.read(Files.readAllBytes(beside)) : null;
        if (expected != null) {
          MessageDigest hash = checksum.hash();
          try (InputStream in = Files.newInputStream(jar)) {
            in.transferTo(
                new java.security.DigestOutputStream(
                    java.io.OutputStream.nullOutputStream(), hash));
          }
          checksum.check(jar.toString(), expected, hash);
          break;
        }
      }
      progress.accept(Progress.part(wanted.fileName(), "Found in the local repository"));
      return new FetchedJar(jar, origin(jar), false);
    } catch (IOException e) {
      throw ProblemException.failed(jar + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Maven notes the repository from which it downloaded a file as {@code name>repository=}, and
   * nothing after the {@code >} for one that was built here.
   */
  private static Origin origin(Path jar) throws IOException {
    try {
      String start = jar.getFileName() + ">";
      return Files.readAllLines(jar.resolveSibling("_remote.repositories")).stream()
              .anyMatch(line -> line.startsWith(start) && !line.equals(start + "="))
          ? Origin.NETWORK
          : Origin.LOCAL;
    } catch (NoSuchFileException e) {
      return Origin.LOCAL;
    }
  }

  private static boolean remote(
      MavenCoordinate wanted, String base, WebFiles web, Path download, Progress.Sink progress) {
    URI address =
        URI.create(
            base.replaceFirst("/+$", "") + "/" + wanted.directory() + "/" + wanted.fileName());
    Map.@Nullable Entry<Checksum, String> promised = promised(address, web);
    Checksum checksum = promised == null ? Checksum.SHA256 : promised.getKey();
    MessageDigest hash = checksum.hash();
    progress.accept(Progress.part(wanted.fileName(), "Downloading from " + base));
    if (!web.download(address, download, hash, _ -> {})) {
      return false;
    }
    if (promised == null) {
      throw ProblemException.failed(
          address + " has neither .sha256 nor .sha1 beside it, so it can't be verified", null);
    }
    checksum.check(address.toString(), promised.getValue(), hash);
    progress.accept(Progress.part(wanted.fileName(), "Download complete"));
    return true;
  }

  private static Map.@Nullable Entry<Checksum, String> promised(URI address, WebFiles web) {
    for (Checksum checksum : Checksum.values()) {
      byte[] file = web.read(URI.create(address + checksum.suffix()), CHECKSUM_LIMIT);
      String value = file == null ? null : checksum.read(file);
      if (value != null) {
        return Map.entry(checksum, value);
      }
    }
    return null;
  }
}
