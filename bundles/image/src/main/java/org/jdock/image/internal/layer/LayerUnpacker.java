package org.jdock.image.internal.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import org.jdock.image.internal.content.DigestMismatch;
import org.jdock.image.internal.content.Hashes;
import org.jdock.image.internal.reference.Digest;

/** Makes a directory of a layer. Stateless; blocks: platform threads. */
public final class LayerUnpacker {
  /** How deletions are written. */
  public enum Deletions {
    /** There is nothing below that could be deleted. */
    NONE,
    /** For overlayfs. */
    OVERLAY,
    /** What is below is in the directory. */
    DELETE
  }

  private LayerUnpacker() {}

  /**
   * Unpacks.
   *
   * @param stored the layer, compressed or not; not closed
   * @param diffId the digest that the unpacked archive must have
   * @param root an existing directory that nobody else writes to
   * @return bytes of the layer's files
   * @throws IOException for an archive that is damaged, leads out of the root or is another one
   *     than expected; the directory then holds part of it
   */
  public static long unpack(InputStream stored, Digest diffId, Path root, Deletions deletions)
      throws IOException {
    Whiteouts whiteouts =
        switch (deletions) {
          case NONE -> new Whiteouts.None();
          case OVERLAY -> new Whiteouts.Overlay();
          case DELETE -> new Whiteouts.Deleting();
        };
    var hash = Hashes.sha256();
    var tar = new DigestInputStream(LayerStream.tar(stored), hash);
    long bytes = new LayerWriter(root, whiteouts).write(new TarReader(tar));
    tar.transferTo(OutputStream.nullOutputStream()); // the archive's padding counts too
    Digest actual = Digest.of(hash.digest());
    if (!actual.equals(diffId)) {
      throw new DigestMismatch(diffId, actual);
    }
    return bytes;
  }
}
