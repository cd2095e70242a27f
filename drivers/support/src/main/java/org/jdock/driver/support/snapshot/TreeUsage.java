package org.jdock.driver.support.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jdock.driver.support.file.Tool;
import org.jdock.spi.storage.SnapshotUsage;

/**
 * What a tree takes on disk: allocated blocks rather than lengths, and an inode once, however many
 * names it has. By du(1), because the JDK does not tell the blocks of a file.
 */
final class TreeUsage {
  private TreeUsage() {}

  static SnapshotUsage of(Path tree) throws IOException {
    return new SnapshotUsage(count("--block-size=1", tree), count("--inodes", tree));
  }

  private static long count(String unit, Path tree) throws IOException {
    String line = Tool.run(List.of("du", "-s", "-x", unit, "--", tree.toString()));
    int end = line.indexOf('\t');
    try {
      return Long.parseLong(line.substring(0, Math.max(0, end)));
    } catch (NumberFormatException e) {
      throw new IOException("du said " + line.strip(), e);
    }
  }
}
