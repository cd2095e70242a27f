package org.jdock.image.internal.content;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.Function;
import org.jdock.image.internal.reference.Digest;
import org.jspecify.annotations.Nullable;

/** A blob being written; deleted at close unless it was committed. Used by one thread. */
public final class BlobWriter extends OutputStream {
  private final Path file;
  private final Function<Digest, Path> place;
  private final FileChannel channel;
  private final MessageDigest hash = Hashes.sha256();
  private long size;
  private @Nullable Digest digest;

  BlobWriter(Path file, Function<Digest, Path> place) throws IOException {
    this.file = file;
    this.place = place;
    this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
  }

  /** Into a file of its own instead of a store; nothing is there under its name before commit. */
  public static BlobWriter to(Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part);
    return new BlobWriter(part, _ -> target);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    hash.update(bytes, from, length);
    var buffer = ByteBuffer.wrap(bytes, from, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    size += length;
  }

  /** How many bytes were written. */
  public long size() {
    return size;
  }

  /** The digest of all that was written; nothing can be written after it. */
  public Digest digest() {
    if (digest == null) {
      digest = Digest.of(hash.digest());
    }
    return digest;
  }

  /** What is written so far, under its own digest. */
  public Digest commit() throws IOException {
    channel.close();
    Files.move(file, place.apply(digest()), StandardCopyOption.ATOMIC_MOVE);
    return digest();
  }

  /**
   * As {@link #commit()}, if it is what is expected.
   *
   * @throws DigestMismatch if it is not; nothing is kept then
   */
  public void commit(Digest expected) throws IOException {
    if (!digest().equals(expected)) {
      throw new DigestMismatch(expected, digest());
    }
    commit();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
