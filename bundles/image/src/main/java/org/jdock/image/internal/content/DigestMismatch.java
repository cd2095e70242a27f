package org.jdock.image.internal.content;

import java.io.IOException;
import org.jdock.image.internal.reference.Digest;

/** Bytes that are not those that their name promised. */
public final class DigestMismatch extends IOException {
  private static final long serialVersionUID = 1L;

  /** Both digests are told. */
  public DigestMismatch(Digest expected, Digest actual) {
    super("content verification failed: expected " + expected + ", got " + actual);
  }
}
