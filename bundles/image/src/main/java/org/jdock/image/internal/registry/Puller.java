package org.jdock.image.internal.registry;

import java.io.IOException;
import java.util.function.Consumer;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.image.Platform;
import org.jdock.api.image.RegistryAuth;
import org.jdock.image.internal.content.Hashes;
import org.jdock.image.internal.content.Ingest;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.document.ImageDocument;
import org.jdock.image.internal.document.Index;
import org.jdock.image.internal.document.Json;
import org.jdock.image.internal.document.Manifest;
import org.jdock.image.internal.document.MediaTypes;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;
import org.jdock.image.internal.registry.RegistryClient.Document;
import org.jspecify.annotations.Nullable;

/** Finds an image at the endpoints of its registry. Stateless; blocks. */
public final class Puller {
  private Puller() {}

  /**
   * An image at a registry; its documents are in the content store, its layers are not yet.
   *
   * @param digest of what the name stands for: an index or a manifest
   * @param descriptor of the manifest
   */
  public record Found(
      Digest digest, Descriptor descriptor, Manifest manifest, ImageDocument config) {}

  /** A way to an endpoint that answers. */
  public static final class Session {
    private final RegistryClient client;
    private final Reference reference;

    private Session(RegistryClient client, Reference reference) {
      this.client = client;
      this.reference = reference;
    }

    /** Brings a layer into the content store. */
    public void layer(
        Descriptor layer, Ingest ingest, java.util.function.LongConsumer progress, Runnable whole)
        throws IOException {
      new BlobDownload(client).run(layer, ingest.store()::writer, progress, whole);
    }

    /**
     * Reads what describes the image.
     *
     * @param platform null for the host's
     * @param resolved told the digest that the name stands for
     */
    public Found find(@Nullable Platform platform, Ingest ingest, Consumer<Digest> resolved)
        throws IOException {
      Document document = client.manifest(reference.target());
      Digest digest = verified(document, reference.digest());
      resolved.accept(digest);
      Digest chosen = digest;
      if (isIndex(document)) {
        chosen = choose(Index.parse(document.body()), platform);
        document = client.manifest(chosen.toString());
        verified(document, chosen);
      }
      Manifest manifest = Manifest.parse(document.body());
      ingest.use(chosen);
      ingest.store().put(document.body());
      ingest.use(manifest.config().digest());
      if (!ingest.store().has(manifest.config().digest())) {
        if (manifest.config().size() > Json.LIMIT) {
          throw new IOException("the image's config is longer than " + Json.LIMIT + " bytes");
        }
        layer(manifest.config(), ingest, _ -> {}, () -> {});
      }
      ImageDocument config =
          ImageDocument.parse(ingest.store().read(manifest.config().digest(), Json.LIMIT));
      check(manifest, config, platform);
      String type = isManifest(document) ? document.mediaType() : MediaTypes.OCI_MANIFEST;
      return new Found(
          digest, new Descriptor(type, chosen, document.body().length), manifest, config);
    }

    private void check(Manifest manifest, ImageDocument config, @Nullable Platform platform)
        throws IOException {
      if (config.diffIds().size() != manifest.layers().size()) {
        throw new IOException(
            "invalid rootfs in image configuration: it has "
                + config.diffIds().size()
                + " layers, the manifest "
                + manifest.layers().size());
      }
      if (platform != null && !platform.accepts(config.platform())) {
        throw ProblemException.notFound(
            "image with reference "
                + reference.familiar()
                + " was found but does not match the specified platform: wanted "
                + platform
                + ", actual: "
                + config.platform());
      }
    }

    private Digest choose(Index index, @Nullable Platform platform) {
      Platform wanted = platform == null ? Platform.host() : platform;
      for (Index.Entry entry : index.entries()) {
        if (entry.platform() != null && wanted.accepts(entry.platform())) {
          return entry.descriptor().digest();
        }
      }
      throw ProblemException.notFound(
          "no matching manifest for " + wanted + " in the manifest list entries");
    }

    private static boolean isIndex(Document document) {
      return MediaTypes.isIndex(document.mediaType());
    }

    private static boolean isManifest(Document document) {
      return MediaTypes.isManifest(document.mediaType());
    }

    private static Digest verified(Document document, @Nullable Digest expected)
        throws IOException {
      Digest actual = Hashes.of(document.body());
      if (expected != null && !actual.equals(expected)) {
        throw new IOException(
            "manifest verification failed for digest " + expected + ": it has " + actual);
      }
      return actual;
    }
  }

  /** What is done with an endpoint that answers. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T with(Session session) throws IOException;
  }

  /**
   * Works with the first endpoint that answers and knows the image; a mirror that does not know it
   * is passed by.
   */
  public static <T> T with(
      Reference reference, RegistryAuth auth, DaemonSettings settings, Work<T> work)
      throws IOException {
    return Endpoints.first(
        Endpoint.of(reference, settings),
        endpoint -> new RegistryClient(endpoint, reference, auth, RegistryClient.Access.PULL),
        client -> work.with(new Session(client, reference)));
  }
}
