package org.jdock.image.internal.document;

import java.util.List;

/** Names of documents (OCI image-spec, media-types.md, and Docker's of the same meaning). */
public final class MediaTypes {
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";

  /** What a client of a registry accepts. */
  public static final List<String> MANIFESTS =
      List.of(DOCKER_MANIFEST, DOCKER_LIST, OCI_INDEX, OCI_MANIFEST);

  private MediaTypes() {}

  /** Whether it is a list of manifests by platform. */
  public static boolean isIndex(String type) {
    return type.equals(OCI_INDEX) || type.equals(DOCKER_LIST);
  }

  /** Whether it is one image's manifest. */
  public static boolean isManifest(String type) {
    return type.equals(OCI_MANIFEST) || type.equals(DOCKER_MANIFEST);
  }
}
