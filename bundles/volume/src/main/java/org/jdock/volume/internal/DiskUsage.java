package org.jdock.volume.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** How much is in a directory. */
final class DiskUsage {
  private DiskUsage() {}

  /** Bytes of its files; what goes meanwhile is not counted. Blocks as long as it takes. */
  static long of(String directory) throws IOException {
    if (directory.isEmpty() || !Files.isDirectory(Path.of(directory))) {
      return 0;
    }
    long[] sum = {0};
    Files.walkFileTree(
        Path.of(directory),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return sum[0];
  }
}
