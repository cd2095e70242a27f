package org.jdock.itest.images.registry;

/** Which of the two dialects an image's manifests are pushed in. */
public enum Format {
  /** OCI manifests and indexes. */
  OCI,
  /** Docker's image manifest version 2, schema 2, and manifest lists. */
  DOCKER
}
