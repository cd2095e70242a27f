package org.jdock.itest.images.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One image in a directory: an OCI image layout with Docker's {@code manifest.json} beside it, so
 * that a tar of the directory is what {@code docker save} writes. Immutable once written.
 */
public record ImageLayout(Path directory) {
  /** The file of a blob. */
  public Path blob(String digest) {
    return directory.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  /** What the image's name stands for: a manifest or an index. */
  public Descriptor root() throws IOException {
    return Descriptor.of(
        object(directory.resolve("index.json"))
            .getAsJsonArray("manifests")
            .get(0)
            .getAsJsonObject());
  }

  /** A blob that is a JSON object. */
  public JsonObject json(Descriptor descriptor) throws IOException {
    return object(blob(descriptor.digest()));
  }

  /** The manifests of the image, one a platform. */
  public List<Descriptor> manifests() throws IOException {
    var root = root();
    return root.mediaType().equals(MediaTypes.INDEX)
        ? descriptors(json(root).getAsJsonArray("manifests"))
        : List.of(root);
  }

  /** The config and the layers that {@code manifest} names, in its order. */
  public List<Descriptor> parts(Descriptor manifest) throws IOException {
    var json = json(manifest);
    var parts = new java.util.ArrayList<>(descriptors(json.getAsJsonArray("layers")));
    parts.addFirst(Descriptor.of(json.getAsJsonObject("config")));
    return List.copyOf(parts);
  }

  private static List<Descriptor> descriptors(JsonArray array) {
    return array.asList().stream().map(item -> Descriptor.of(item.getAsJsonObject())).toList();
  }

  private static JsonObject object(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}
