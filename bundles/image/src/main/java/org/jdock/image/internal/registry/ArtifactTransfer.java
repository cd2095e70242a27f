package org.jdock.image.internal.registry;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.image.RegistryAuth;
import org.jdock.image.internal.content.BlobWriter;
import org.jdock.image.internal.content.Hashes;
import org.jdock.image.internal.document.ArtifactManifest;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.document.MediaTypes;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;

/**
 * Files to and from a registry, as artefacts (OCI distribution-spec, "Pushing manifests" and
 * "Pushing a blob monolithically"). Stateless; blocks.
 */
public final class ArtifactTransfer {
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration UPLOAD = Duration.ofMinutes(30);
  private static final byte[] NO_CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

  private final Reference reference;
  private final RegistryAuth auth;
  private final DaemonSettings settings;

  /** To and from one name. */
  public ArtifactTransfer(Reference reference, RegistryAuth auth, DaemonSettings settings) {
    this.reference = reference;
    this.auth = auth;
    this.settings = settings;
  }

  /** How far a file is. */
  @FunctionalInterface
  public interface Progress {
    /** So many of so many bytes. */
    void of(long done, long total);
  }

  /** Brings the file here, once it is known to be of that type; gives the manifest's digest. */
  public Digest pull(String type, Path target, Progress progress) throws IOException {
    return Endpoints.first(
        Endpoint.of(reference, settings),
        endpoint -> new RegistryClient(endpoint, reference, auth, RegistryClient.Access.PULL),
        client -> {
          RegistryClient.Document document = client.manifest(reference.target());
          Digest digest = Hashes.of(document.body());
          if (reference.digest() != null && !digest.equals(reference.digest())) {
            throw new IOException(
                "manifest verification failed for digest "
                    + reference.digest()
                    + ": it has "
                    + digest);
          }
          Descriptor file = only(document, type);
          LongConsumer told = done -> progress.of(done, file.size());
          new BlobDownload(client).run(file, () -> BlobWriter.to(target), told, () -> {});
          return digest;
        });
  }

  private Descriptor only(RegistryClient.Document document, String type) throws IOException {
    if (MediaTypes.isIndex(document.mediaType())) {
      throw ProblemException.invalid(
          reference.familiar() + " is an image of several platforms, no artefact of type " + type);
    }
    ArtifactManifest manifest = ArtifactManifest.parse(document.body());
    if (!manifest.type().equals(type)) {
      boolean image = manifest.type().matches("application/vnd\\.(oci|docker)\\..*image.*");
      throw ProblemException.invalid(
          reference.familiar()
              + (image ? " is a container image" : " is an artefact of type " + manifest.type())
              + ", no artefact of type "
              + type);
    }
    List<Descriptor> files = manifest.layers();
    if (files.size() != 1 || !files.getFirst().mediaType().equals(type)) {
      throw ProblemException.invalid(
          reference.familiar()
              + " is malformed: an artefact of type "
              + type
              + " has exactly one layer, of that same type");
    }
    return files.getFirst();
  }

  /** Makes an artefact of a file; gives the manifest's digest. */
  public Digest push(String type, Path file, Map<String, String> annotations, Progress progress)
      throws IOException {
    var blob = new Descriptor(type, digest(file), Files.size(file));
    var config = new Descriptor(ArtifactManifest.EMPTY, Hashes.of(NO_CONFIG), NO_CONFIG.length);
    byte[] manifest =
        new ArtifactManifest(type, List.of(blob))
            .write(config, annotations, String.valueOf(file.getFileName()));
    return Endpoints.first(
        Endpoint.of(reference, settings).stream().filter(each -> !each.mirror()).toList(),
        endpoint -> new RegistryClient(endpoint, reference, auth, RegistryClient.Access.PUSH),
        client -> {
          progress.of(0, blob.size());
          upload(client, blob, BodyPublishers.ofFile(file));
          upload(client, config, BodyPublishers.ofByteArray(NO_CONFIG));
          client.write(
              HttpRequest.newBuilder(client.address("manifests/" + reference.target()))
                  .timeout(ANSWER)
                  .header("Content-Type", MediaTypes.OCI_MANIFEST)
                  .PUT(BodyPublishers.ofByteArray(manifest)),
              201,
              201);
          progress.of(blob.size(), blob.size());
          return Hashes.of(manifest);
        });
  }

  private static void upload(RegistryClient client, Descriptor blob, BodyPublisher bytes)
      throws IOException {
    HttpResponse<InputStream> there =
        client.write(
            HttpRequest.newBuilder(client.address("blobs/" + blob.digest()))
                .timeout(ANSWER)
                .method("HEAD", BodyPublishers.noBody()),
            200,
            404);
    if (there.statusCode() == 200) {
      return;
    }
    URI start = client.address("blobs/uploads/");
    HttpResponse<InputStream> begun =
        client.write(
            HttpRequest.newBuilder(start).timeout(ANSWER).POST(BodyPublishers.noBody()), 202, 202);
    String location =
        begun
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new IOException("the registry names no place to upload to"));
    String place = start.resolve(location).toString();
    client.write(
        HttpRequest.newBuilder(
                URI.create(
                    place + (place.indexOf('?') < 0 ? "?" : "&") + "digest=" + blob.digest()))
            .timeout(UPLOAD)
            .header("Content-Type", "application/octet-stream")
            .PUT(bytes),
        201,
        201);
  }

  private static Digest digest(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FileNotFoundException("there is no file " + file);
    }
    MessageDigest hash = Hashes.sha256();
    byte[] buffer = new byte[64 << 10];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n; (n = in.read(buffer)) >= 0; ) {
        hash.update(buffer, 0, n);
      }
    }
    return Digest.of(hash.digest());
  }
}
