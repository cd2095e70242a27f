package org.jdock.image.internal.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdock.image.internal.reference.Digest;
import org.jdock.linux.fs.Durable;

/**
 * Blobs in an OCI image layout (OCI image-spec, image-layout.md): {@code blobs/sha256/HEX}.
 *
 * <p>A blob is renamed into place without a flush of its own; {@link #flush} flushes all at once
 * before the index names them, and {@link #retain} at the start deletes whatever the index does not
 * name: so a blob that the index names is whole, even after a power cut. Thread-safe; blocks on the
 * disk.
 */
public final class ContentStore {
  private static final String LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}";

  private final Path root;
  private final Path blobs;
  private final Path ingest;
  private final Map<Digest, Integer> pins = new ConcurrentHashMap<>();

  private ContentStore(Path root) {
    this.root = root;
    this.blobs = root.resolve("blobs/sha256");
    this.ingest = root.resolve("ingest");
  }

  /** Opens the store, making its directories and deleting what was half written. */
  public static ContentStore open(Path root) throws IOException {
    var store = new ContentStore(root);
    Files.createDirectories(store.blobs);
    Files.createDirectories(store.ingest);
    for (Path left : children(store.ingest)) {
      Files.delete(left);
    }
    Path layout = root.resolve("oci-layout");
    if (!Files.exists(layout)) {
      Files.writeString(layout, LAYOUT, StandardCharsets.UTF_8);
    }
    return store;
  }

  private static List<Path> children(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }

  /** Where the layout is. */
  public Path root() {
    return root;
  }

  /** A file for a new blob's bytes. */
  public BlobWriter writer() throws IOException {
    return new BlobWriter(Files.createTempFile(ingest, "blob", ""), this::path);
  }

  /** Where a blob is, or would be. */
  public Path path(Digest digest) {
    return blobs.resolve(digest.hex());
  }

  /** Whether it is there. */
  public boolean has(Digest digest) {
    return Files.exists(path(digest));
  }

  /** Its size in bytes. */
  public long size(Digest digest) throws IOException {
    return Files.size(path(digest));
  }

  /** Its bytes, unbuffered. */
  public InputStream open(Digest digest) throws IOException {
    try {
      return Files.newInputStream(path(digest));
    } catch (NoSuchFileException e) {
      throw new IOException("content " + digest + " is missing", e);
    }
  }

  /**
   * All of a small blob.
   *
   * @param limit bytes
   * @throws IOException if it is missing or longer
   */
  public byte[] read(Digest digest, int limit) throws IOException {
    try (InputStream in = open(digest)) {
      byte[] all = in.readNBytes(limit + 1);
      if (all.length > limit) {
        throw new IOException("document " + digest + " is longer than " + limit + " bytes");
      }
      return all;
    }
  }

  /** Stores a small blob. */
  public Digest put(byte[] content) throws IOException {
    try (BlobWriter writer = writer()) {
      writer.write(content, 0, content.length);
      return writer.commit();
    }
  }

  /** All blobs are on the disk when it returns. */
  public void flush() throws IOException {
    Durable.syncFileSystem(blobs);
  }

  /** Keeps blobs from being collected while an image is being made of them. */
  public void pin(Digest digest) {
    pins.merge(digest, 1, Integer::sum);
  }

  /** Ends one {@link #pin}. */
  public void unpin(Digest digest) {
    pins.computeIfPresent(digest, (_, n) -> n == 1 ? null : n - 1);
  }

  /** Deletes one, unless it is pinned; the bytes that this freed. */
  public long delete(Digest digest) throws IOException {
    if (pins.containsKey(digest) || !has(digest)) {
      return 0;
    }
    long size = size(digest);
    Files.deleteIfExists(path(digest));
    return size;
  }

  /** Deletes all that are neither among these nor pinned. */
  public void retain(Set<Digest> wanted) throws IOException {
    var names = new java.util.HashSet<String>();
    wanted.forEach(d -> names.add(d.hex()));
    pins.keySet().forEach(d -> names.add(d.hex()));
    var extra = new ArrayList<Path>();
    for (Path blob : children(blobs)) {
      if (!names.contains(blob.getFileName().toString())) {
        extra.add(blob);
      }
    }
    for (Path blob : extra) {
      Files.deleteIfExists(blob);
    }
  }
}
