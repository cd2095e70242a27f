package org.jdock.itest.images.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jdock.itest.images.layer.Compression;
import org.jdock.itest.images.layer.LayerTar;

/** Writes an image as an {@link ImageLayout}. The same input gives the same bytes. */
public final class ImageWriter {
  /** What an image is on one platform. */
  public record Variant(Platform platform, RunConfig run, List<Layer> layers) {
    /** Copies the list. */
    public Variant {
      layers = List.copyOf(layers);
    }
  }

  private static final String CREATED = Instant.ofEpochSecond(LayerTar.EPOCH_SECONDS).toString();

  private final Path directory;
  private final BlobWriter blobs;

  /** A writer into {@code directory}, which is made if it is missing. */
  public ImageWriter(Path directory) throws IOException {
    this.directory = directory;
    this.blobs = new BlobWriter(directory);
  }

  /**
   * Writes the image. More than one variant makes an index, whose first variant is also the one in
   * {@code manifest.json}.
   *
   * @param name repository and tag, {@code nginx:latest}
   */
  public ImageLayout write(String name, List<Variant> variants, Compression compression)
      throws IOException {
    var manifests = new JsonArray();
    Descriptor root = null;
    for (var variant : variants) {
      var manifest = manifest(variant, compression);
      var entry = manifest.toJson();
      entry.add("platform", variant.platform().toJson());
      manifests.add(entry);
      root = manifest;
    }
    if (root == null) {
      throw new IllegalArgumentException("an image needs at least one variant");
    }
    if (variants.size() > 1) {
      var index = new JsonObject();
      index.addProperty("schemaVersion", 2);
      index.addProperty("mediaType", MediaTypes.INDEX);
      index.add("manifests", manifests);
      root = blobs.json(MediaTypes.INDEX, index);
    }
    writeTopLevel(name, root);
    return new ImageLayout(directory);
  }

  private Descriptor manifest(Variant variant, Compression compression) throws IOException {
    var layers = new JsonArray();
    var diffIds = new JsonArray();
    var history = new JsonArray();
    for (var layer : variant.layers()) {
      var blob = blobs.layer(layer.tree(), compression);
      layers.add(blob.descriptor().toJson());
      diffIds.add(blob.diffId());
      history.add(step(layer.createdBy(), false));
    }
    history.add(step("CMD " + RunConfig.array(variant.run().cmd()), true));
    var config = new JsonObject();
    config.addProperty("created", CREATED);
    config.addProperty("architecture", variant.platform().architecture());
    config.addProperty("os", variant.platform().os());
    config.add("config", variant.run().toJson());
    var rootfs = new JsonObject();
    rootfs.addProperty("type", "layers");
    rootfs.add("diff_ids", diffIds);
    config.add("rootfs", rootfs);
    config.add("history", history);

    var manifest = new JsonObject();
    manifest.addProperty("schemaVersion", 2);
    manifest.addProperty("mediaType", MediaTypes.MANIFEST);
    manifest.add("config", blobs.json(MediaTypes.CONFIG, config).toJson());
    manifest.add("layers", layers);
    return blobs.json(MediaTypes.MANIFEST, manifest);
  }

  private static JsonObject step(String createdBy, boolean empty) {
    var step = new JsonObject();
    step.addProperty("created", CREATED);
    step.addProperty("created_by", createdBy);
    if (empty) {
      step.addProperty("empty_layer", true);
    }
    return step;
  }

  private void writeTopLevel(String name, Descriptor root) throws IOException {
    var layout = new JsonObject();
    layout.addProperty("imageLayoutVersion", "1.0.0");
    Files.writeString(directory.resolve("oci-layout"), layout.toString());

    var annotations = new JsonObject();
    annotations.addProperty("io.containerd.image.name", "docker.io/library/" + name);
    annotations.addProperty(
        "org.opencontainers.image.ref.name", name.substring(name.indexOf(':') + 1));
    var entry = root.toJson();
    entry.add("annotations", annotations);
    var index = new JsonObject();
    index.addProperty("schemaVersion", 2);
    index.addProperty("mediaType", MediaTypes.INDEX);
    var manifests = new JsonArray();
    manifests.add(entry);
    index.add("manifests", manifests);
    Files.writeString(directory.resolve("index.json"), index.toString());

    Files.writeString(directory.resolve("manifest.json"), dockerManifest(name).toString());
  }

  private JsonArray dockerManifest(String name) throws IOException {
    var written = new ImageLayout(directory);
    var parts = written.parts(written.manifests().getFirst());
    var paths = parts.stream().map(part -> "blobs/sha256/" + part.hex()).toList();
    var image = new JsonObject();
    image.addProperty("Config", paths.getFirst());
    image.add("RepoTags", RunConfig.array(List.of(name)));
    image.add("Layers", RunConfig.array(paths.subList(1, paths.size())));
    var all = new JsonArray();
    all.add(image);
    return all;
  }
}
