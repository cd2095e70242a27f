package org.jdock.registry.internal.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverState;

/** Gives each driver its directories and its state; all versions of one see the same. */
public final class Contexts {
  private final Settings settings;
  private final ConcurrentMap<DriverId, DriverState> states = new ConcurrentHashMap<>();

  /** Contexts below the roots that the settings name. */
  public Contexts(Settings settings) {
    this.settings = settings;
  }

  /**
   * A driver's context. Makes its directories.
   *
   * @throws UncheckedIOException when that fails
   */
  public DriverContext of(DriverId id) {
    DaemonSettings now = settings.current();
    Path data = now.dataRoot().resolve("driver-data").resolve(id.kind().text());
    Path root =
        switch (id.kind()) {
          case STORAGE -> now.dataRoot().resolve("snapshots").resolve(id.name());
          case VOLUME -> now.dataRoot().resolve("volumes").resolve(id.name());
          default -> data.resolve(id.name());
        };
    Path exec = now.execRoot().resolve("drivers").resolve(id.kind().text()).resolve(id.name());
    try {
      Files.createDirectories(root);
      Files.createDirectories(exec);
    } catch (IOException e) {
      throw new UncheckedIOException("the directories of driver " + id + " can't be made", e);
    }
    // Beside the driver's directory, not in it: that is the driver's alone.
    DriverState state =
        states.computeIfAbsent(id, _ -> new FileState(data.resolve(id.name() + ".state.json")));
    return new Context(root, exec, now.daemonId(), now.cgroupParent(), state);
  }

  private record Context(
      Path root, Path execRoot, String daemonId, String cgroupParent, DriverState state)
      implements DriverContext {}
}
