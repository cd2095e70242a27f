package org.jdock.tck.volume;

import java.nio.file.Path;
import java.util.Map;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;

/** A context of two directories, for drivers that keep all they know on disk. */
record DiskContext(Path root, Path execRoot) implements DriverContext {
  @Override
  public String daemonId() {
    return "tck";
  }

  @Override
  public String cgroupParent() {
    return "jdock-tck";
  }

  @Override
  public DriverState state() {
    return new DriverState() {
      @Override
      public int schema() {
        return 0;
      }

      @Override
      public Map<String, String> read() {
        return Map.of();
      }

      @Override
      public void write(int schema, Map<String, String> entries) throws DriverException {
        throw new DriverException(
            DriverException.Kind.UNSUPPORTED, "a volume driver keeps its state under its root");
      }
    };
  }
}
