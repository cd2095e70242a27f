package org.jdock.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdock.spi.DriverContext;

/**
 * What an engine lends to a driver, under one directory. Contexts made for the same directory share
 * the driver's state, as those of two versions of a driver do.
 *
 * @param root kept
 * @param execRoot kept until a reboot
 * @param daemonId of this test
 * @param cgroupParent of this test
 * @param state in a file
 */
public record TestContext(
    Path root, Path execRoot, String daemonId, String cgroupParent, FileState state)
    implements DriverContext {
  /** Makes the directories below {@code directory}. */
  public static TestContext under(Path directory) {
    String id = Long.toString(ProcessHandle.current().pid(), 36);
    try {
      return new TestContext(
          Files.createDirectories(directory.resolve("root")),
          Files.createDirectories(directory.resolve("exec")),
          id,
          "jdock-tck-" + id,
          new FileState(directory.resolve("state")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
