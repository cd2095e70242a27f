package org.jdock.registry.internal.bundle;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.registry.internal.context.DurableFiles;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * The jars that operators installed, in {@code drivers/} of the data root, and the file that says
 * which of them serve. The framework's own cache is wiped at every start: this is the truth.
 */
public final class DriverStore {
  private static final Logger LOG = LogManager.getLogger(DriverStore.class);
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final int VERSION = 1;

  /**
   * What was decided about one bundle.
   *
   * @param jar the file in {@code drivers/} that serves; empty when it is the distribution's own
   * @param previous the path of the jar that served before; empty when there was none
   * @param previousVersion its version; empty when there was none
   * @param removed true when the distribution's own was removed
   */
  record Entry(String jar, String previous, String previousVersion, boolean removed) {}

  private record Content(int version, @Nullable Map<String, Entry> bundles) {}

  private final BundleContext context;
  private final Settings settings;

  /** A store below the settings' data root. */
  public DriverStore(BundleContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  Path directory() {
    return settings.current().dataRoot().resolve("drivers");
  }

  /** Whether a path is of a jar that this store copied. */
  boolean owns(String path) {
    return Path.of(path).toAbsolutePath().startsWith(directory().toAbsolutePath());
  }

  /** Copies a jar in; durable when it returns. */
  Path copy(DriverJar jar) throws IOException {
    Path kept = directory().resolve(jar.symbolicName() + "-" + jar.version() + ".jar");
    DurableFiles.copy(jar.path(), kept);
    return kept;
  }

  /** Deletes a jar that this store copied; others are left alone. */
  void delete(String path) {
    if (!path.isEmpty() && owns(path)) {
      try {
        Files.deleteIfExists(Path.of(path));
      } catch (IOException e) {
        LOG.warn("{} can't be deleted", path, e);
      }
    }
  }

  synchronized @Nullable Entry entry(String symbolicName) {
    return load().get(symbolicName);
  }

  /** Remembers a decision; null forgets it. */
  synchronized void remember(String symbolicName, @Nullable Entry entry) {
    Map<String, Entry> entries = load();
    if (entry == null) {
      entries.remove(symbolicName);
    } else {
      entries.put(symbolicName, entry);
    }
    try {
      DurableFiles.write(file(), GSON.toJson(new Content(VERSION, entries)));
    } catch (IOException e) {
      throw ProblemException.failed("the state of drivers can't be written: " + e.getMessage(), e);
    }
  }

  private Path file() {
    return directory().resolve("state.json");
  }

  private Map<String, Entry> load() {
    try {
      Content content = GSON.fromJson(Files.readString(file()), Content.class);
      if (content != null && content.version() == VERSION && content.bundles() != null) {
        return new TreeMap<>(content.bundles());
      }
      setAside(null);
    } catch (NoSuchFileException e) {
      LOG.debug("No drivers were installed yet");
    } catch (IOException | JsonParseException e) {
      setAside(e);
    }
    return new TreeMap<>();
  }

  private void setAside(@Nullable Exception cause) {
    Path aside = directory().resolve("state.json.broken");
    LOG.warn("{} can't be understood; set aside as {}", file(), aside, cause);
    try {
      Files.move(file(), aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} can't be set aside", file(), e);
    }
  }

  /**
   * Installs and starts what serves by an operator's decision, and stops the versions that it
   * replaced. One that fails is named in the log and leaves the distribution's own serving.
   */
  public void restore() {
    Bundles bundles = new Bundles(context);
    load()
        .forEach((name, entry) -> {
          try {
            if (entry.removed()) {
              for (Bundle bundle : bundles.named(name)) {
                bundle.uninstall();
              }
            }
            if (!entry.jar().isEmpty()) {
              restore(bundles, name, directory().resolve(entry.jar()));
            }
          } catch (BundleException e) {
            LOG.error("Driver bundle {} is not restored: {}", name, Resolution.explain(e));
          }
        });
  }

  private void restore(Bundles bundles, String name, Path jar) throws BundleException {
    if (!Files.exists(jar)) {
      LOG.error("Driver bundle {} is not restored: {} is missing", name, jar);
      return;
    }
    Bundle bundle = context.installBundle(jar.toUri().toString());
    bundle.start();
    for (Bundle other : bundles.named(name)) {
      if (!other.equals(bundle)) {
        other.stop();
      }
    }
  }
}
