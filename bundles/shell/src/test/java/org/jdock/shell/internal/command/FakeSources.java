package org.jdock.shell.internal.command;

import java.nio.file.Path;
import java.util.List;
import org.jdock.api.driver.DriverOffer;
import org.jdock.api.driver.DriverSources;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;

/** An index of two versions of one driver. */
final class FakeSources implements DriverSources {
  @Override
  public List<DriverOffer> search(String term) {
    return List.of(offer("1.1.0", "Example"), offer("1.0.0", "")).stream()
        .filter(offer -> offer.name().contains(term))
        .toList();
  }

  private static DriverOffer offer(String version, String vendor) {
    return new DriverOffer("log", "ndjson", version, vendor, "JSON", "oci:r/ndjson:" + version);
  }

  @Override
  public List<DriverOffer> push(
      Path jar, String reference, RegistryAuth auth, Progress.Sink progress) {
    progress.accept(Progress.status("Digest: sha256:0"));
    return List.of(
        new DriverOffer("log", "ndjson", "1.0.0", "", jar + " " + auth.username(), reference));
  }
}
