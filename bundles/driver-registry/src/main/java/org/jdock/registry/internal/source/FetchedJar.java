package org.jdock.registry.internal.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.registry.internal.bundle.DriverJar;
import org.jdock.registry.internal.bundle.Origin;

/**
 * A jar that was brought here.
 *
 * @param path where it lies
 * @param origin how it came to this host
 * @param temporary whether it goes at close
 */
public record FetchedJar(Path path, Origin origin, boolean temporary) implements AutoCloseable {
  /**
   * Looks that it is a version of a driver's bundle.
   *
   * @throws ProblemException INVALID when it is another bundle
   */
  public void require(DriverInfo wanted) {
    String bundle = DriverJar.read(path).symbolicName();
    if (!wanted.bundle().equals(bundle)) {
      throw ProblemException.invalid(
          "%s is no version of %s/%s: its bundle is %s, not %s"
              .formatted(path, wanted.kind(), wanted.name(), bundle, wanted.bundle()));
    }
  }

  /** Does something; a refusal speaks of what was asked for, not of the file it came in. */
  public <T> T as(String source, Supplier<T> work) {
    try {
      return work.get();
    } catch (ProblemException e) {
      if (!temporary || !e.getMessage().contains(path.toString())) {
        throw e;
      }
      throw new ProblemException(e.problem(), e.getMessage().replace(path.toString(), source), e);
    }
  }

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
