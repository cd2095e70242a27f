package org.jdock.image.internal.database;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.image.internal.content.ContentStore;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.document.ImageDocument;
import org.jdock.image.internal.document.Index;
import org.jdock.image.internal.document.Json;
import org.jdock.image.internal.document.Manifest;
import org.jdock.image.internal.document.MediaTypes;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;
import org.jdock.linux.fs.Durable;

/**
 * Images in the content store's {@code index.json}: an entry a name, with the full name as {@code
 * io.containerd.image.name} as containerd has it, or one entry for an image without names.
 */
final class IndexFile {
  static final String NAME = "io.containerd.image.name";
  private static final Logger LOG = LogManager.getLogger(IndexFile.class);
  private static final String TAG = "org.opencontainers.image.ref.name";
  private static final String SIZES = "org.jdock.layer.sizes";
  private static final String SCHEMA = "org.jdock.schema";
  private static final int SCHEMA_VERSION = 1;
  private static final int LIMIT = 64 << 20;

  private final ContentStore store;
  private final Path file;

  IndexFile(ContentStore store) {
    this.store = store;
    this.file = store.root().resolve("index.json");
  }

  /**
   * What was read.
   *
   * @param images by id
   * @param whole false if something could not be read and was set aside
   */
  record Loaded(Map<Digest, Image> images, boolean whole) {}

  /** Reads all images; what cannot be read is set aside with a warning. */
  Loaded read() throws IOException {
    if (!Files.exists(file)) {
      return new Loaded(Map.of(), true);
    }
    Index index;
    try {
      if (Files.size(file) > LIMIT) {
        throw new IOException("it is longer than " + LIMIT + " bytes");
      }
      byte[] document = Files.readAllBytes(file);
      checkSchema(document);
      index = Index.parse(document);
    } catch (IOException e) {
      Path aside = store.root().resolve("index.json.torn-" + System.currentTimeMillis());
      LOG.warn("set {} aside as {}: {}", file, aside.getFileName(), e.getMessage());
      Files.move(file, aside);
      return new Loaded(Map.of(), false);
    }
    var images = new LinkedHashMap<Digest, Image>();
    boolean whole = true;
    for (Index.Entry entry : index.entries()) {
      try {
        add(entry, images);
      } catch (IOException | RuntimeException e) {
        whole = false;
        LOG.warn(
            "image {} left out: {}",
            entry.annotations().getOrDefault(NAME, entry.descriptor().digest().toString()),
            e.getMessage());
      }
    }
    return new Loaded(images, whole);
  }

  private static void checkSchema(byte[] document) throws IOException {
    Map<String, String> annotations = Json.map(Json.object(document, "index.json"), "annotations");
    String schema = annotations == null ? null : annotations.get(SCHEMA);
    if (schema != null && !schema.equals(Integer.toString(SCHEMA_VERSION))) {
      throw new IOException("it has schema " + schema + ", not " + SCHEMA_VERSION);
    }
  }

  private void add(Index.Entry entry, Map<Digest, Image> images) throws IOException {
    Manifest manifest = Manifest.parse(store.read(entry.descriptor().digest(), Json.LIMIT));
    Image known = images.get(manifest.config().digest());
    Image image = known == null ? image(entry, manifest) : known;
    String name = entry.annotations().get(NAME);
    if (name != null) {
      Reference reference = Reference.parse(name);
      var names = new TreeSet<>(image.names());
      var digests = new TreeSet<>(image.digests());
      (reference.digest() == null ? names : digests).add(reference.toString());
      image = image.with(names, digests);
    }
    images.put(image.id(), image);
  }

  private Image image(Index.Entry entry, Manifest manifest) throws IOException {
    ImageDocument config = ImageDocument.parse(store.read(manifest.config().digest(), Json.LIMIT));
    for (Descriptor layer : manifest.layers()) {
      if (!store.has(layer.digest())) {
        throw new IOException("layer " + layer.digest() + " is missing");
      }
    }
    List<Long> sizes =
        Stream.of(entry.annotations().getOrDefault(SIZES, "").split(","))
            .filter(s -> !s.isEmpty())
            .map(Long::valueOf)
            .toList();
    return new Image(entry.descriptor(), manifest, config, sizes, new TreeSet<>(), new TreeSet<>());
  }

  /** Replaces all; on the disk when it returns. */
  void write(Collection<Image> images) throws IOException {
    var entries = new JsonArray();
    for (Image image : images) {
      var names = new ArrayList<>(image.names());
      names.addAll(image.digests());
      if (names.isEmpty()) {
        entries.add(entry(image));
      }
      for (String name : names) {
        JsonObject entry = entry(image);
        JsonObject annotations = entry.getAsJsonObject("annotations");
        annotations.addProperty(NAME, name);
        annotations.addProperty(TAG, Reference.parse(name).target());
        entries.add(entry);
      }
    }
    var annotations = new JsonObject();
    annotations.addProperty(SCHEMA, Integer.toString(SCHEMA_VERSION));
    var index = new JsonObject();
    index.addProperty("schemaVersion", 2);
    index.addProperty("mediaType", MediaTypes.OCI_INDEX);
    index.add("manifests", entries);
    index.add("annotations", annotations);
    Durable.replace(file, index.toString().getBytes(StandardCharsets.UTF_8), true);
  }

  private static JsonObject entry(Image image) {
    JsonObject entry = image.manifest().toJson();
    var annotations = new JsonObject();
    annotations.addProperty(
        SIZES, image.layerSizes().stream().map(String::valueOf).collect(Collectors.joining(",")));
    entry.add("annotations", annotations);
    return entry;
  }
}
