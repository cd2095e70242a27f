package org.jdock.container.internal.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.container.internal.exit.Exits;
import org.jdock.spi.runtime.MonitorFiles;

/** What execs of an earlier daemon left: {@code CONTAINER/EXEC/}. */
final class Leftovers {
  private static final Logger LOG = LogManager.getLogger(Leftovers.class);

  private static final int TRIES = 20;

  private Leftovers() {}

  /** Removes each at once, or when its process has ended. */
  static void sweep(Path root, Exits exits) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (DirectoryStream<Path> containers = Files.newDirectoryStream(root)) {
      for (Path container : containers) {
        try (DirectoryStream<Path> execs = Files.newDirectoryStream(container)) {
          for (Path exec : execs) {
            sweepOne(exec, String.valueOf(container.getFileName()), exits);
          }
        }
        removeIfEmpty(container);
      }
    } catch (IOException e) {
      LOG.warn("remains of earlier execs in {} can't be removed: {}", root, e.toString());
    }
  }

  private static void sweepOne(Path exec, String containerId, Exits exits) throws IOException {
    var files = new MonitorFiles(exec, exec.resolve("spool"), exec.resolve("exits"));
    String pid = Files.exists(files.pidFile()) ? Files.readString(files.pidFile()).strip() : "";
    if (!pid.matches("[1-9]\\d{0,8}")
        || !Files.isDirectory(files.exits())
        || Files.exists(files.exitFile(containerId))) {
      delete(exec);
      return;
    }
    var _ =
        exits.watch(
            files,
            containerId,
            Integer.parseInt(pid),
            exit -> {
              try {
                delete(exec);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Deletes an exec's directory, and its container's if it was the last. */
  static void delete(Path exec) throws IOException {
    for (int tries = 1; !deleted(exec); tries++) {
      if (tries == TRIES) {
        throw new DirectoryNotEmptyException(exec.toString());
      }
    }
    Path container = exec.getParent();
    if (container != null) {
      removeIfEmpty(container);
    }
  }

  /** False when the monitor, in its last moments, made or removed a file meanwhile. */
  private static boolean deleted(Path path) throws IOException {
    try {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
          for (Path entry : entries) {
            deleted(entry);
          }
        }
      }
      Files.deleteIfExists(path);
      return true;
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      LOG.trace("{} changes while it is deleted", path);
      return false;
    }
  }

  private static void removeIfEmpty(Path container) throws IOException {
    try {
      Files.deleteIfExists(container);
    } catch (DirectoryNotEmptyException e) {
      LOG.trace("{} has more execs", container);
    }
  }
}
