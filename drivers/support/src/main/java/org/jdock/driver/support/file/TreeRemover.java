package org.jdock.driver.support.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Deletes what is in a directory of rubbish: relative to open directories, so that no symbolic link
 * is followed and no path is too long, and together with other removers of the same rubbish.
 */
public final class TreeRemover {
  private static final Logger LOG = LogManager.getLogger(TreeRemover.class);

  /** Below this depth a directory is first moved to the top: each level holds a descriptor. */
  private static final int DEEPEST = 100;

  private final SecureDirectoryStream<Path> top;
  private final BooleanSupplier stop;

  private TreeRemover(SecureDirectoryStream<Path> top, BooleanSupplier stop) {
    this.top = top;
    this.stop = stop;
  }

  /**
   * Deletes all that the directory holds, not the directory.
   *
   * @param stop asked before each entry; when true the rest stays for another time
   * @return false when something was moved to the top and is to be deleted by another call
   */
  public static boolean empty(Path directory, BooleanSupplier stop) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      if (!(stream instanceof SecureDirectoryStream<Path> top)) {
        throw new IOException("no descriptor-relative access to " + directory);
      }
      return new TreeRemover(top, stop).entries(top, 1);
    }
  }

  private boolean entries(SecureDirectoryStream<Path> directory, int depth) throws IOException {
    boolean all = true;
    for (Path entry : directory) {
      if (stop.getAsBoolean()) {
        return false;
      }
      try {
        all &= remove(directory, entry.getFileName(), depth);
      } catch (NoSuchFileException e) {
        LOG.trace("another remover was faster", e);
      }
    }
    return all;
  }

  private boolean remove(SecureDirectoryStream<Path> directory, Path name, int depth)
      throws IOException {
    var view =
        directory.getFileAttributeView(
            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (!view.readAttributes().isDirectory()) {
      directory.deleteFile(name);
      return true;
    }
    if (depth == DEEPEST) {
      String fresh = "deep-" + Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
      directory.move(name, top, Path.of(fresh));
      return false;
    }
    boolean all;
    try (var child = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      all = entries(child, depth + 1);
    }
    if (!stop.getAsBoolean()) {
      directory.deleteDirectory(name);
    }
    return all;
  }
}
