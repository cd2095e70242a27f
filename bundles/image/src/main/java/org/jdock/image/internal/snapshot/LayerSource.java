package org.jdock.image.internal.snapshot;

import java.io.IOException;
import java.io.InputStream;
import org.jdock.image.internal.reference.Digest;

/**
 * A layer that can be unpacked.
 *
 * @param diffId digest of its tar
 * @param bytes where it comes from
 */
public record LayerSource(Digest diffId, Opener bytes) {
  /** Opens a layer as it is stored; may wait until it has come. */
  @FunctionalInterface
  public interface Opener {
    /** Opens it; the caller closes it. */
    InputStream open() throws IOException;
  }

  /** Told of what happens to layers, by their number; from several threads. */
  public interface Listener {
    /** Nothing is told. */
    Listener NONE = new Listener() {};

    /** The driver has it. */
    default void exists(int layer) {}

    /** It is being unpacked; {@code read} bytes of what is stored are done. */
    default void extracting(int layer, long read) {}

    /** It is unpacked. */
    default void done(int layer) {}
  }
}
