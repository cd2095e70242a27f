package org.jdock.image.internal.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.api.image.Artifacts;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.image.internal.reference.Reference;
import org.jdock.image.internal.registry.ArtifactTransfer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Artefacts. */
@Component(service = Artifacts.class)
public final class ArtifactService implements Artifacts {
  private static final long EVERY_NANOS = 100_000_000;

  private final Settings settings;

  @Activate
  public ArtifactService(@org.osgi.service.component.annotations.Reference Settings settings) {
    this.settings = settings;
  }

  @Override
  public String pull(
      String reference, String type, RegistryAuth auth, Path target, Progress.Sink progress) {
    Reference name = Reference.parse(reference).orLatest();
    try {
      return transfer(name, auth)
          .pull(type, target, told(name, "Downloading", progress))
          .toString();
    } catch (IOException e) {
      throw ProblemException.failed(name.familiar() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String push(
      Path file,
      String reference,
      String type,
      Map<String, String> annotations,
      RegistryAuth auth,
      Progress.Sink progress) {
    Reference name = Reference.parse(reference).orLatest();
    if (name.digest() != null) {
      throw ProblemException.invalid("cannot push a digest reference");
    }
    try {
      return transfer(name, auth)
          .push(type, file, annotations, told(name, "Pushing", progress))
          .toString();
    } catch (IOException e) {
      throw ProblemException.failed(name.familiar() + ": " + e.getMessage(), e);
    }
  }

  private ArtifactTransfer transfer(Reference name, RegistryAuth auth) {
    return new ArtifactTransfer(name, auth, settings.current());
  }

  /** At most ten times a second. */
  private static ArtifactTransfer.Progress told(
      Reference name, String status, Progress.Sink progress) {
    long[] last = {System.nanoTime() - EVERY_NANOS};
    return (done, total) -> {
      long now = System.nanoTime();
      if (done == total || now - last[0] >= EVERY_NANOS) {
        last[0] = now;
        progress.accept(new Progress(name.target(), status, done, total, null));
      }
    };
  }
}
