package org.jdock.registry.internal.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.jdock.registry.internal.bundle.Origin;

/**
 * A jar that was brought here.
 *
 * @param path where it lies
 * @param origin how it came to this host
 * @param temporary whether it goes at close
 */
public record FetchedJar(Path path, Origin origin, boolean temporary) implements AutoCloseable {
  @Override
  public void close() {
    if (temporary) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        LogManager.getLogger(FetchedJar.class).warn("{} can't be deleted", path, e);
      }
    }
  }
}
