package org.jdock.image.internal.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jdock.api.config.DaemonSettings;
import org.jdock.image.internal.reference.Reference;

/**
 * Where a registry answers.
 *
 * @param base such as {@code https://registry-1.docker.io}
 * @param unverified whether its certificate may be anything
 * @param mirror whether it stands in for another, whose credentials it must not see
 */
record Endpoint(URI base, boolean unverified, boolean mirror) {
  private static final String DOCKER_HUB = "https://registry-1.docker.io";

  /** Those of a name's registry, in the order in which they are tried. */
  static List<Endpoint> of(Reference reference, DaemonSettings settings) {
    var all = new ArrayList<Endpoint>();
    if (reference.domain().equals(Reference.DEFAULT_DOMAIN)) {
      for (String mirror : settings.registryMirrors()) {
        String base = mirror.endsWith("/") ? mirror.substring(0, mirror.length() - 1) : mirror;
        all.add(new Endpoint(URI.create(base), false, true));
      }
      all.add(new Endpoint(URI.create(DOCKER_HUB), false, false));
      return all;
    }
    boolean insecure =
        InsecureRegistries.contains(reference.domain(), settings.insecureRegistries());
    all.add(new Endpoint(URI.create("https://" + reference.domain()), insecure, false));
    if (insecure) {
      all.add(new Endpoint(URI.create("http://" + reference.domain()), true, false));
    }
    return all;
  }

  URI path(String path) {
    return URI.create(base + path);
  }
}
