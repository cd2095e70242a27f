package org.jdock.image.internal.archive;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jdock.api.image.Platform;
import org.jdock.image.internal.content.ContentStore;
import org.jdock.image.internal.content.Ingest;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.document.ImageDocument;
import org.jdock.image.internal.document.Index;
import org.jdock.image.internal.document.Json;
import org.jdock.image.internal.document.Manifest;
import org.jdock.image.internal.document.MediaTypes;
import org.jdock.image.internal.reference.Digest;

/**
 * Reads what {@code docker save} writes: with {@code manifest.json} (of any age), or a pure OCI
 * image layout.
 */
public final class ArchiveReader {
  private static final String NAME = "io.containerd.image.name";
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  private ArchiveReader() {}

  /** Takes the archive's content into the store, and tells its images. */
  public static List<ArchivedImage> read(InputStream archive, Ingest ingest) throws IOException {
    ArchiveContent content = ArchiveContent.read(archive, ingest);
    Digest list = content.find("manifest.json");
    if (list != null) {
      return docker(content, list, ingest);
    }
    Digest index = content.find("index.json");
    if (index != null) {
      return oci(index, ingest);
    }
    throw new IOException(
        "invalid archive: it has neither manifest.json nor index.json of an image layout");
  }

  private static List<ArchivedImage> docker(ArchiveContent content, Digest list, Ingest ingest)
      throws IOException {
    ContentStore store = ingest.store();
    var images = new ArrayList<ArchivedImage>();
    byte[] document = store.read(list, Json.LIMIT);
    for (JsonObject item : Json.objects(Json.array(document, "manifest.json"), "manifest.json")) {
      Digest config = content.require(Json.text(item, "Config", ""));
      List<String> paths = Json.texts(item, "Layers");
      List<String> names = Json.texts(item, "RepoTags");
      var layers = new ArrayList<Descriptor>();
      for (String path : paths == null ? List.<String>of() : paths) {
        Digest layer = content.require(path);
        layers.add(new Descriptor(mediaType(store, layer), layer, store.size(layer)));
      }
      var manifest =
          new Manifest(new Descriptor(MediaTypes.OCI_CONFIG, config, store.size(config)), layers);
      byte[] written = manifest.write();
      Digest digest = org.jdock.image.internal.content.Hashes.of(written);
      ingest.use(digest);
      store.put(written);
      images.add(
          new ArchivedImage(
              new Descriptor(MediaTypes.OCI_MANIFEST, digest, written.length),
              manifest,
              config(store, manifest),
              names == null ? List.of() : names));
    }
    return images;
  }

  private static String mediaType(ContentStore store, Digest layer) throws IOException {
    try (InputStream in = store.open(layer)) {
      return switch (in.read() << 8 | in.read()) {
        case 0x1f8b -> MediaTypes.OCI_LAYER + "+gzip";
        case 0x28b5 -> MediaTypes.OCI_LAYER + "+zstd";
        default -> MediaTypes.OCI_LAYER;
      };
    }
  }

  private static ImageDocument config(ContentStore store, Manifest manifest) throws IOException {
    byte[] document = store.read(manifest.config().digest(), Json.LIMIT);
    ImageDocument config = ImageDocument.parse(document);
    if (config.diffIds().size() != manifest.layers().size()) {
      throw new IOException(
          "invalid archive: invalid manifest, layers length mismatch: expected "
              + config.diffIds().size()
              + ", got "
              + manifest.layers().size());
    }
    return config;
  }

  private static List<ArchivedImage> oci(Digest index, Ingest ingest) throws IOException {
    ContentStore store = ingest.store();
    var images = new ArrayList<ArchivedImage>();
    for (Index.Entry entry : Index.parse(store.read(index, Json.LIMIT)).entries()) {
      Descriptor descriptor = entry.descriptor();
      if (MediaTypes.isIndex(descriptor.mediaType())) {
        descriptor = choose(Index.parse(store.read(descriptor.digest(), Json.LIMIT)), store);
      }
      Manifest manifest = Manifest.parse(store.read(descriptor.digest(), Json.LIMIT));
      images.add(new ArchivedImage(descriptor, manifest, config(store, manifest), names(entry)));
    }
    return images;
  }

  /** The host's, if it came along. */
  private static Descriptor choose(Index index, ContentStore store) throws IOException {
    for (Index.Entry entry : index.entries()) {
      Platform platform = entry.platform();
      if (platform != null
          && Platform.host().accepts(platform)
          && store.has(entry.descriptor().digest())) {
        return entry.descriptor();
      }
    }
    throw new IOException("invalid archive: it has no image for the platform " + Platform.host());
  }

  /** The full name, else a name that is more than a tag. */
  private static List<String> names(Index.Entry entry) {
    String name = entry.annotations().get(NAME);
    String tag = entry.annotations().get(REF_NAME);
    if (name != null) {
      return List.of(name);
    }
    return tag != null && (tag.indexOf(':') >= 0 || tag.indexOf('/') >= 0)
        ? List.of(tag)
        : List.of();
  }
}
