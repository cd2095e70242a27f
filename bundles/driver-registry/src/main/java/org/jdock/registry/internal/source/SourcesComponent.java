package org.jdock.registry.internal.source;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverOffer;
import org.jdock.api.driver.DriverSources;
import org.jdock.api.image.Artifacts;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.registry.internal.bundle.DriverJar;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Where drivers come from, with the registry client that happens to be there. */
@Component(service = {DriverSources.class, SourcesComponent.class})
public final class SourcesComponent implements DriverSources {
  private static final String ANNOTATION = "org.opencontainers.image.";

  private final Settings settings;
  private final Sources sources;

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  private volatile @Nullable Artifacts artifacts;

  /** For Declarative Services, which fills in the registry client. */
  @Activate
  public SourcesComponent(@Reference Settings settings) {
    this.settings = settings;
    this.sources = new Sources(settings, () -> artifacts);
  }

  /** With a registry client. */
  public SourcesComponent(Settings settings, @Nullable Artifacts artifacts) {
    this(settings);
    this.artifacts = artifacts;
  }

  /** What brings jars here. */
  public Sources sources() {
    return sources;
  }

  @Override
  public List<DriverOffer> search(String term) {
    return new DriverIndexes(settings.drivers().indexes()).search(term);
  }

  @Override
  public List<DriverOffer> push(
      Path jar, String reference, RegistryAuth auth, Progress.Sink progress) {
    String name = reference.replaceFirst("^oci:", "");
    DriverJar bundle = DriverJar.read(jar);
    List<DriverOffer> offers = JarContents.offers(jar, "oci:" + name);
    String digest;
    try {
      digest =
          sources
              .registry()
              .push(jar, name, Sources.MEDIA_TYPE, annotations(bundle, offers), auth, progress);
    } catch (ProblemException e) {
      throw Sources.anonymous(e, auth);
    }
    progress.accept(Progress.status("Digest: " + digest));
    return offers;
  }

  /** As far as an image's annotations have a name for it (OCI image-spec, annotations.md). */
  private static Map<String, String> annotations(DriverJar bundle, List<DriverOffer> offers) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(ANNOTATION + "title", bundle.symbolicName());
    all.put(ANNOTATION + "version", bundle.version().toString());
    all.put(ANNOTATION + "vendor", offers.getFirst().vendor());
    all.put(ANNOTATION + "description", offers.getFirst().summary());
    all.put(
        "org.jdock.drivers",
        offers.stream()
            .map(offer -> offer.kind() + "/" + offer.name())
            .collect(Collectors.joining(",")));
    all.values().removeIf(String::isEmpty);
    return all;
  }
}
