package org.jdock.itest.images.oci;

import java.util.Map;

/** The media types of OCI images and their counterparts in Docker's schema 2. */
public final class MediaTypes {
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String CONFIG = "application/vnd.oci.image.config.v1+json";

  private static final Map<String, String> DOCKER =
      Map.of(
          INDEX,
          "application/vnd.docker.distribution.manifest.list.v2+json",
          MANIFEST,
          "application/vnd.docker.distribution.manifest.v2+json",
          CONFIG,
          "application/vnd.docker.container.image.v1+json",
          "application/vnd.oci.image.layer.v1.tar+gzip",
          "application/vnd.docker.image.rootfs.diff.tar.gzip");

  private MediaTypes() {}

  /**
   * What Docker's schema 2 calls an OCI media type.
   *
   * @throws IllegalArgumentException if schema 2 has no such thing (zstd layers)
   */
  public static String docker(String oci) {
    var docker = DOCKER.get(oci);
    if (docker == null) {
      throw new IllegalArgumentException("Docker's schema 2 has no counterpart of " + oci);
    }
    return docker;
  }
}
