package org.jdock.itest.osgi.vendor;

/** A driver that can't be made. */
public final class ThrowingConstructor extends NoSinks {
  /** Fails. */
  public ThrowingConstructor() {
    throw new IllegalStateException("made to fail");
  }
}
