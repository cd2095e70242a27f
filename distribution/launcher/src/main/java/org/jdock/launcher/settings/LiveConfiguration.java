package org.jdock.launcher.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.launcher.host.StartException;
import org.jspecify.annotations.Nullable;

/** Has what is edited in the folder of configuration take effect. */
public final class LiveConfiguration implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(LiveConfiguration.class);

  private final Configuration configuration;
  private final PidFiles files;
  private final Consumer<Map<String, Map<String, List<String>>>> drivers;
  private @Nullable FolderWatch watch;

  /**
   * Nothing is read or watched yet.
   *
   * @param drivers takes the configurations by PID
   */
  public LiveConfiguration(
      Configuration configuration, Consumer<Map<String, Map<String, List<String>>>> drivers) {
    this.configuration = configuration;
    this.files = configuration.pidFiles();
    this.drivers = drivers;
  }

  /** Reads the drivers' files. */
  public synchronized void readDrivers() {
    try {
      drivers.accept(files.read(refusal -> LOG.error("{}; the file is not applied", refusal)));
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
