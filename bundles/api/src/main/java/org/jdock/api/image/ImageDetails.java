package org.jdock.api.image;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an image.
 *
 * @param id digest of its config: {@code sha256:…}
 * @param repoTags familiar names with tags, such as {@code nginx:latest}
 * @param repoDigests familiar names with manifest digests
 * @param created null when the image does not say
 * @param author empty when the image does not say
 * @param comment empty when the image does not say
 * @param architecture as Go names it: {@code amd64}
 * @param variant such as {@code v8}; null for none
 * @param os such as {@code linux}
 * @param size bytes of its layers, unpacked
 * @param config defaults for containers
 * @param layers diff IDs, bottom first
 */
public record ImageDetails(
    String id,
    List<String> repoTags,
    List<String> repoDigests,
    @Nullable Instant created,
    String author,
    String comment,
    String architecture,
    @Nullable String variant,
    String os,
    long size,
    ImageConfig config,
    List<String> layers) {
  /** Keeps its own copies. */
  public ImageDetails {
    repoTags = List.copyOf(repoTags);
    repoDigests = List.copyOf(repoDigests);
    layers = List.copyOf(layers);
  }

  /** What it runs on. */
  public Platform platform() {
    return new Platform(os, architecture, variant == null ? "" : variant);
  }
}
