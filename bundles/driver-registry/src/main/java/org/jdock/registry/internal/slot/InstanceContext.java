package org.jdock.registry.internal.slot;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverState;

/**
 * What an instance of a driver works with: directories and state go by its name anyhow, and its
 * kernel objects are marked as another daemon's would be, so that no driver has to know that there
 * are others like it.
 */
record InstanceContext(
    Path root, Path execRoot, String daemonId, String cgroupParent, DriverState state)
    implements DriverContext {
  private static final int MARK = 6;

  /** With the daemon's mark and the instance's name made into one. */
  static DriverContext of(DriverContext own, DriverId id) {
    return new InstanceContext(
        own.root(),
        own.execRoot(),
        mark(own.daemonId() + "/" + id),
        own.cgroupParent(),
        own.state());
  }

  private static String mark(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest).toString(36).substring(0, MARK);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
