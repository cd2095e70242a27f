package org.jdock.linux.internal;

/** The processors that this module knows. */
public final class Arch {
  /** The processor's name, as the JDK gives it. */
  private static final String NAME = System.getProperty("os.arch", "");

  private Arch() {}

  /**
   * The value for this processor.
   *
   * @throws UnsupportedOperationException on any other processor
   */
  public static int pick(int x86, int aarch64) {
    return switch (NAME) {
      case "amd64" -> x86;
      case "aarch64" -> aarch64;
      default ->
          throw new UnsupportedOperationException(
              "processor " + NAME + " is not supported: amd64 and aarch64 are");
    };
  }
}
