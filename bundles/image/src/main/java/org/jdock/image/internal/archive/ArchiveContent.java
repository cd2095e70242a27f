package org.jdock.image.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jdock.image.internal.content.BlobWriter;
import org.jdock.image.internal.content.DigestMismatch;
import org.jdock.image.internal.content.Ingest;
import org.jdock.image.internal.layer.LayerStream;
import org.jdock.image.internal.layer.TarEntry;
import org.jdock.image.internal.layer.TarReader;
import org.jdock.image.internal.reference.Digest;
import org.jspecify.annotations.Nullable;

/**
 * An archive's files, in the content store by their digests: the archive is a stream, and what says
 * which file is what comes last.
 */
final class ArchiveContent {
  private static final String BLOBS = "blobs/sha256/";
  private static final int LINKS = 8;

  private final Map<String, Digest> files = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private final Ingest ingest;

  private ArchiveContent(Ingest ingest) {
    this.ingest = ingest;
  }

  /** Takes an archive in, compressed or not. */
  static ArchiveContent read(InputStream archive, Ingest ingest) throws IOException {
    var content = new ArchiveContent(ingest);
    var tar = new TarReader(LayerStream.tar(archive));
    byte[] copy = new byte[256 << 10];
    for (TarEntry entry; (entry = tar.next()) != null; ) {
      String path = normal(entry.name());
      if (entry.isRegular()) {
        content.files.put(path, content.file(path, tar, copy));
      } else if (entry.isSymbolicLink()) {
        content.links.put(path, normal(path + "/../" + entry.link()));
      } else if (entry.isHardLink()) {
        content.links.put(path, normal(entry.link()));
      }
    }
    return content;
  }

  private Digest file(String path, TarReader tar, byte[] copy) throws IOException {
    try (BlobWriter writer = ingest.store().writer()) {
      for (int n; (n = tar.read(copy, 0, copy.length)) > 0; ) {
        writer.write(copy, 0, n);
      }
      String hex = path.startsWith(BLOBS) ? path.substring(BLOBS.length()) : "";
      Digest digest = writer.digest();
      if (!hex.isEmpty() && !digest.hex().equals(hex)) {
        throw new DigestMismatch(Digest.parse("sha256:" + hex), digest);
      }
      ingest.use(digest);
      writer.commit();
      return digest;
    }
  }

  /** A path without dots; it is only a name here and opens nothing. */
  private static String normal(String path) {
    var parts = new java.util.ArrayDeque<String>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /** The digest of the file there, links followed; null if there is none. */
  @Nullable Digest find(String path) {
    String at = normal(path);
    for (int i = 0; i < LINKS; i++) {
      Digest digest = files.get(at);
      if (digest != null) {
        return digest;
      }
      String next = links.get(at);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return null;
  }

  /** As {@link #find}, where it must be. */
  Digest require(String path) throws IOException {
    Digest digest = find(path);
    if (digest == null) {
      throw new IOException("invalid archive: it does not contain " + path);
    }
    return digest;
  }
}
