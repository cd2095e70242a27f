package org.jdock.api.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jdock.api.Filters;
import org.jspecify.annotations.Nullable;

/**
 * Images. Names are what users type: {@code nginx}, {@code host:5000/a/b:tag}, {@code
 * name@sha256:…}, or an id or its unique prefix. Thread-safe; long operations block and end when
 * interrupted, leaving what is complete.
 */
public interface Images {
  /**
   * Pulls an image.
   *
   * @param name a reference without which tag or digest means {@code latest}
   * @param tag overrides the name's; null to keep it
   * @param platform such as {@code linux/arm64}; null for the host's
   * @throws org.jdock.api.ProblemException INVALID for a malformed reference, NOT_FOUND and
   *     UNAUTHORIZED from the registry in Docker's words, FAILED for a digest that does not match
   */
  void pull(
      String name,
      @Nullable String tag,
      @Nullable String platform,
      RegistryAuth auth,
      Progress.Sink progress);

  /**
   * Looks whether a registry lets somebody in; nothing is kept.
   *
   * @param server such as {@code host:5000}; empty for Docker's own registry
   * @throws org.jdock.api.ProblemException UNAUTHORIZED if it does not, INVALID for what is no
   *     address, FAILED when no registry answers
   */
  void login(String server, RegistryAuth auth);

  /** Loads images from an archive as {@code docker save} writes it, OCI layout or older. */
  void load(InputStream archive, boolean quiet, Progress.Sink progress) throws IOException;

  /** Writes images as an archive that {@link #load} reads. */
  void save(List<String> names, OutputStream archive) throws IOException;

  /** Images that match; filters {@code dangling label reference before since}. */
  List<ImageSummary> list(boolean all, Filters filters);

  /**
   * One image.
   *
   * @throws org.jdock.api.ProblemException NOT_FOUND: {@code No such image: x}
   */
  ImageDetails inspect(String name);

  /** The steps of an image's making, newest first. */
  List<ImageHistory> history(String name);

  /** Gives an image one more name. */
  void tag(String name, String repository, @Nullable String tag);

  /**
   * Removes a name and, with the last, the image.
   *
   * @throws org.jdock.api.ProblemException CONFLICT while containers use it, in Docker's words
   */
  List<ImageRemoval> remove(String name, boolean force, boolean prune);

  /** Removes images that have no name (or, with {@code dangling=false}, that nothing uses). */
  PruneReport prune(Filters filters);

  /**
   * What a prune did.
   *
   * @param removed names and images
   * @param reclaimed bytes
   */
  record PruneReport(List<ImageRemoval> removed, long reclaimed) {}
}
