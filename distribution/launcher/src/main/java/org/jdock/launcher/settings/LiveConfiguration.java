package org.jdock.launcher.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.launcher.host.StartException;
import org.jspecify.annotations.Nullable;

/** Has what is edited in the folder of configuration take effect. */
public final class LiveConfiguration implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(LiveConfiguration.class);

  private final Configuration configuration;
  private final PidFiles files;
  private final DriverFiles drivers;
  private @Nullable FolderWatch watch;

  /** What takes the drivers' files. */
  @FunctionalInterface
  public interface DriverFiles {
    /**
     * These are all there are.
     *
     * @param values by name without {@code .cfg}: values by key; of a malformed file the old ones
     * @param bad why a file is malformed, by name without {@code .cfg}
     */
    void files(Map<String, Map<String, List<String>>> values, Map<String, String> bad);
  }

  /**
   * Nothing is read or watched yet.
   *
   * @param drivers takes the drivers' files
   */
  public LiveConfiguration(Configuration configuration, DriverFiles drivers) {
    this.configuration = configuration;
    this.files = configuration.pidFiles();
    this.drivers = drivers;
  }

  /** Reads the drivers' files. */
  public synchronized void readDrivers() {
    try {
      Map<String, String> bad = new HashMap<>();
      var values =
          files.read((pid, refusal) -> {
            LOG.error("{}; the file is not applied", refusal);
            bad.put(pid, refusal + "; the file is not applied");
          });
      drivers.files(values, bad);
    } catch (IOException e) {
      LOG.error("{} can't be read: {}", configuration.folder(), e.toString());
    }
  }

  /** Begins to watch, if there is a folder. */
  public synchronized void watch() {
    var folder = configuration.folder();
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      watch = FolderWatch.start(folder, this::changed);
    } catch (IOException e) {
      LOG.warn("{} is not watched, changes need a restart: {}", folder, e.toString());
    }
  }

  private void changed() {
    try {
      var restart = configuration.reload();
      if (!restart.isEmpty()) {
        LOG.warn("Changed, but taking effect at the next start: {}", String.join(", ", restart));
      }
    } catch (StartException e) {
      LOG.error("{}; the old settings stay", e.getMessage());
    }
    readDrivers();
  }

  @Override
  public synchronized void close() throws IOException {
    if (watch != null) {
      watch.close();
    }
  }
}
