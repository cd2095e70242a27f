package org.jdock.api.driver;

import java.nio.file.Path;
import java.util.List;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;

/** Where drivers can be had, and how they get there. Blocks on networks. Thread-safe. */
public interface DriverSources {
  /**
   * What the configured indexes offer, sorted by kind and name, newest version first.
   *
   * @param term what kind, name, vendor or summary contain, in any case; empty for all
   * @throws org.jdock.api.ProblemException UNSUPPORTED when no index is configured; UNAVAILABLE or
   *     INVALID, naming the index, when one can't be read or understood
   */
  List<DriverOffer> search(String term);

  /**
   * Makes an artefact of a driver bundle in a registry, from which it can be installed.
   *
   * @param reference {@code registry/repository:tag}, with or without {@code oci:}
   * @return the bundle's drivers as an index would list them; their source names the digest
   * @throws org.jdock.api.ProblemException INVALID for a jar that is no bundle or shows no driver,
   *     or a malformed reference; UNAUTHORIZED and FAILED from the registry
   */
  List<DriverOffer> push(Path jar, String reference, RegistryAuth auth, Progress.Sink progress);
}
