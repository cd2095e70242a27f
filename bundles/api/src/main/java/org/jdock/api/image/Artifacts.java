package org.jdock.api.image;

import java.nio.file.Path;
import java.util.Map;

/**
 * Files in registries that are no images: artefacts of one file each (OCI image-spec 1.1,
 * manifest.md, "Guidelines for Artifact Usage"). Mirrors and insecure registries are as for images.
 * Thread-safe; blocks; ends when interrupted.
 */
public interface Artifacts {
  /**
   * Brings an artefact's file here, verified against its digest while it comes.
   *
   * @param reference {@code registry/repository:tag} or {@code …@sha256:…}
   * @param type the media type that both the artefact and its file must have
   * @param target written anew; on failure there is none
   * @return the digest of the manifest, {@code sha256:…}
   * @throws org.jdock.api.ProblemException INVALID for a malformed reference, or what is not of
   *     that type, such as an image; NOT_FOUND and UNAUTHORIZED from the registry; FAILED for a
   *     digest that does not match
   */
  String pull(
      String reference, String type, RegistryAuth auth, Path target, Progress.Sink progress);

  /**
   * Makes an artefact of a file.
   *
   * @param reference {@code registry/repository:tag}; without tag {@code latest}
   * @param type the media type of the artefact and its file
   * @param annotations of the manifest
   * @return the digest of the manifest
   * @throws org.jdock.api.ProblemException INVALID for a malformed reference; UNAUTHORIZED and
   *     FAILED from the registry
   */
  String push(
      Path file,
      String reference,
      String type,
      Map<String, String> annotations,
      RegistryAuth auth,
      Progress.Sink progress);
}
