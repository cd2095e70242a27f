package org.jdock.driver.runtime.oci;

/** How runtimes of the same command line differ, told by what they say of themselves. */
enum Dialect {
  /** A created container's process waits until exec.fifo is opened for reading. */
  RUNC,
  /** It waits for a byte in exec.fifo, and errors are worded in another way. */
  CRUN,
  /** Only the command line is relied on. */
  OTHER;

  /**
   * Tells it.
   *
   * @param version what {@code --version} said
   */
  static Dialect of(String version) {
    if (version.startsWith("runc version ")) {
      return RUNC;
    }
    return version.startsWith("crun version ") ? CRUN : OTHER;
  }
}
