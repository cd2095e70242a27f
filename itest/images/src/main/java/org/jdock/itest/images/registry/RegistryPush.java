package org.jdock.itest.images.registry;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jdock.itest.images.oci.Descriptor;
import org.jdock.itest.images.oci.Digests;
import org.jdock.itest.images.oci.ImageLayout;
import org.jdock.itest.images.oci.MediaTypes;
import org.jspecify.annotations.Nullable;

/** Pushes images into one repository of a registry (OCI distribution spec, push). */
public final class RegistryPush {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI registry;
  private final String repository;
  private final String tag;
  private final @Nullable Credentials credentials;

  /**
   * @param registry {@code http://HOST:PORT}
   * @param repository without the tag
   * @param tag the tag that the image gets
   * @param credentials for basic authentication, or null
   */
  public RegistryPush(
      URI registry, String repository, String tag, @Nullable Credentials credentials) {
    this.registry = registry;
    this.repository = repository;
    this.tag = tag;
    this.credentials = credentials;
  }

  /**
   * Reads {@code http://[USER:PASSWORD@]HOST:PORT[/REPOSITORY[:TAG]]}.
   *
   * @param name repository and tag for what the target leaves out
   */
  public static RegistryPush toTarget(String target, String name) {
    var uri = URI.create(target);
    if (uri.getScheme() == null || uri.getAuthority() == null) {
      throw new IllegalArgumentException("not a registry: " + target + " (http://HOST:PORT)");
    }
    var path = uri.getPath().replaceAll("^/+|/+$", "");
    var reference = path.isEmpty() ? name : path;
    var colon = reference.lastIndexOf(':');
    var user = uri.getUserInfo();
    var split = user == null ? -1 : user.indexOf(':');
    return new RegistryPush(
        URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()),
        colon < 0 ? reference : reference.substring(0, colon),
        colon < 0 ? "latest" : reference.substring(colon + 1),
        user == null || split < 0
            ? null
            : new Credentials(user.substring(0, split), user.substring(split + 1)));
  }

  /**
   * Pushes all blobs that the registry lacks, then the manifests.
   *
   * @return the digest of what the tag now stands for
   * @throws IOException if the registry refuses, with its answer
   */
  public String push(ImageLayout image, Format format) throws IOException {
    for (var manifest : image.manifests()) {
      for (var part : image.parts(manifest)) {
        pushBlob(image, part);
      }
    }
    var root = image.root();
    if (!root.mediaType().equals(MediaTypes.INDEX)) {
      return pushManifest(convert(image.json(root), format), tag);
    }
    var index = image.json(root);
    for (var item : index.getAsJsonArray("manifests")) {
      var entry = item.getAsJsonObject();
      var manifest = convert(image.json(Descriptor.of(entry)), format);
      var bytes = manifest.toString().getBytes(StandardCharsets.UTF_8);
      // In another dialect a manifest is another document, with a digest of its own.
      entry.addProperty("digest", pushManifest(manifest, Digests.of(bytes)));
      entry.addProperty("size", bytes.length);
    }
    return pushManifest(convert(index, format), tag);
  }

  private void pushBlob(ImageLayout image, Descriptor blob) throws IOException {
    var blobs = "/v2/" + repository + "/blobs/";
    var head = request(blobs + blob.digest()).method("HEAD", BodyPublishers.noBody());
    if (send(head).statusCode() == 200) {
      return;
    }
    var started = send(request(blobs + "uploads/").POST(BodyPublishers.noBody()));
    expect(started, 202, "start an upload");
    var location = started.headers().firstValue("Location").orElseThrow();
    var put = location + (location.contains("?") ? "&" : "?") + "digest=" + blob.digest();
    var body = BodyPublishers.ofFile(image.blob(blob.digest()));
    var done = send(request(put).header("Content-Type", "application/octet-stream").PUT(body));
    expect(done, 201, "upload " + blob.digest());
  }

  private String pushManifest(JsonObject manifest, String reference) throws IOException {
    var bytes = manifest.toString().getBytes(StandardCharsets.UTF_8);
    BodyPublisher body = BodyPublishers.ofByteArray(bytes);
    var put =
        request("/v2/" + repository + "/manifests/" + reference)
            .header("Content-Type", manifest.get("mediaType").getAsString());
    expect(send(put.PUT(body)), 201, "put the manifest " + reference);
    return Digests.of(bytes);
  }

  private static JsonObject convert(JsonObject document, Format format) {
    if (format == Format.OCI) {
      return document;
    }
    var converted = document.deepCopy();
    rename(converted);
    if (converted.has("config")) {
      rename(converted.getAsJsonObject("config"));
    }
    for (var list : new String[] {"layers", "manifests"}) {
      if (converted.has(list)) {
        converted.getAsJsonArray(list).forEach(item -> rename(item.getAsJsonObject()));
      }
    }
    return converted;
  }

  private static void rename(JsonObject object) {
    var type = object.get("mediaType").getAsString();
    object.addProperty("mediaType", MediaTypes.docker(type));
  }

  private HttpRequest.Builder request(String path) {
    var builder = HttpRequest.newBuilder(registry.resolve(path));
    if (credentials != null) {
      builder.header("Authorization", credentials.header());
    }
    return builder;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while pushing to " + registry, e);
    }
  }

  private void expect(HttpResponse<String> answer, int status, String what) throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(
          "can't %s at %s/%s: %d %s"
              .formatted(what, registry, repository, answer.statusCode(), answer.body().strip()));
    }
  }
}
