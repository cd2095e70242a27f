package org.jdock.image.internal.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jdock.image.internal.content.ContentStore;
import org.jdock.image.internal.database.Image;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.document.MediaTypes;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;

/** Writes archives as {@code docker save} does: an OCI image layout with a manifest.json. */
public final class ArchiveWriter {
  private static final String BLOBS = "blobs/sha256/";

  private final ContentStore store;

  public ArchiveWriter(ContentStore store) {
    this.store = store;
  }

  /**
   * An image to be saved.
   *
   * @param names those of its names that go along
   */
  public record Saved(Image image, Set<String> names) {}

  /** Writes them; the stream stays open. */
  public void write(List<Saved> images, OutputStream out) throws IOException {
    var tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    directory("blobs/", tar);
    directory(BLOBS, tar);
    var blobs = new TreeSet<Digest>();
    images.forEach(saved -> blobs.addAll(saved.image().blobs()));
    byte[] copy = new byte[256 << 10];
    for (Digest blob : blobs) {
      tar.putArchiveEntry(header(BLOBS + blob.hex(), store.size(blob)));
      try (InputStream in = store.open(blob)) {
        for (int n; (n = in.read(copy)) > 0; ) {
          tar.write(copy, 0, n);
        }
      }
      tar.closeArchiveEntry();
    }
    file("index.json", index(images).toString(), tar);
    file("manifest.json", manifest(images).toString(), tar);
    file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}", tar);
    tar.finish();
    tar.flush();
  }

  private static JsonObject index(List<Saved> images) {
    var manifests = new JsonArray();
    for (Saved saved : images) {
      Descriptor manifest = saved.image().manifest();
      if (saved.names().isEmpty()) {
        manifests.add(manifest.toJson());
      }
      for (String name : saved.names()) {
        var annotations = new JsonObject();
        annotations.addProperty("io.containerd.image.name", name);
        annotations.addProperty(
            "org.opencontainers.image.ref.name", Reference.parse(name).target());
        JsonObject entry = manifest.toJson();
        entry.add("annotations", annotations);
        manifests.add(entry);
      }
    }
    var index = new JsonObject();
    index.addProperty("schemaVersion", 2);
    index.addProperty("mediaType", MediaTypes.OCI_INDEX);
    index.add("manifests", manifests);
    return index;
  }

  private static JsonArray manifest(List<Saved> images) {
    var all = new JsonArray();
    for (Saved saved : images) {
      var item = new JsonObject();
      item.addProperty("Config", BLOBS + saved.image().id().hex());
      var names = new JsonArray();
      saved.names().forEach(name -> names.add(Reference.parse(name).familiar()));
      item.add("RepoTags", names);
      var layers = new JsonArray();
      saved.image().content().layers().forEach(layer -> layers.add(BLOBS + layer.digest().hex()));
      item.add("Layers", layers);
      all.add(item);
    }
    return all;
  }

  private static void directory(String name, TarArchiveOutputStream tar) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_DIR);
    entry.setMode(0755);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static void file(String name, String content, TarArchiveOutputStream tar)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    tar.putArchiveEntry(header(name, bytes.length));
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry header(String name, long size) {
    var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
    entry.setMode(0644);
    entry.setModTime(0);
    entry.setSize(size);
    return entry;
  }
}
