package org.jdock.itest.images.oci;

import com.google.gson.JsonElement;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import org.jdock.itest.images.layer.Compression;
import org.jdock.itest.images.layer.FileTree;
import org.jdock.itest.images.layer.LayerTar;

/** Writes blobs under their digests. */
final class BlobWriter {
  /** A layer's blob, and the digest of its tar before compression. */
  record LayerBlob(Descriptor descriptor, String diffId) {}

  private final Path folder;

  BlobWriter(Path layout) throws IOException {
    this.folder = Files.createDirectories(layout.resolve("blobs/sha256"));
  }

  Descriptor json(String mediaType, JsonElement json) throws IOException {
    var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    var descriptor = new Descriptor(mediaType, Digests.of(bytes), bytes.length);
    Files.write(folder.resolve(descriptor.hex()), bytes);
    return descriptor;
  }

  LayerBlob layer(FileTree tree, Compression compression) throws IOException {
    var file = folder.resolve("layer.new");
    var blobDigest = Digests.sha256();
    var tarDigest = Digests.sha256();
    try (var blob = new DigestOutputStream(Files.newOutputStream(file), blobDigest);
        var compressed = compression.wrap(new BufferedOutputStream(blob, 1 << 16));
        var tar = new BufferedOutputStream(digesting(compressed, tarDigest), 1 << 16)) {
      LayerTar.write(tree, tar);
    }
    var descriptor =
        new Descriptor(compression.mediaType(), Digests.finish(blobDigest), Files.size(file));
    Files.move(file, folder.resolve(descriptor.hex()), StandardCopyOption.REPLACE_EXISTING);
    return new LayerBlob(descriptor, Digests.finish(tarDigest));
  }

  private static OutputStream digesting(OutputStream out, java.security.MessageDigest digest) {
    return new DigestOutputStream(out, digest);
  }
}
