package org.jdock.registry.internal.bundle;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.internal.call.CallJournal;
import org.jdock.registry.internal.context.DurableFiles;
import org.jdock.registry.trust.TrustGuard;
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
   * @param origin how that jar came here
   * @param previous the path of the jar that served before; empty when there was none
   * @param previousVersion its version; empty when there was none
   * @param previousOrigin how that jar came here
   * @param removed true when the distribution's own was removed
   * @param drivers what the jar that serves has, {@code kind/name}
   */
  record Entry(
      String jar,
      Origin origin,
      String previous,
      String previousVersion,
      Origin previousOrigin,
      boolean removed,
      List<String> drivers) {
    /** A state file that is older than origins, and than names, has none. */
    Entry {
      origin = origin == null ? Origin.LOCAL : origin;
      previousOrigin = previousOrigin == null ? Origin.LOCAL : previousOrigin;
      drivers = drivers == null ? List.of() : List.copyOf(drivers);
    }

    /** A jar that serves, with no other to go back to. */
    static Entry serving(String jar, Origin origin, List<String> drivers) {
      return new Entry(jar, origin, "", "", Origin.LOCAL, false, drivers);
    }

    /** One of the distribution's that is removed. */
    static Entry gone() {
      return new Entry("", Origin.LOCAL, "", "", Origin.LOCAL, true, List.of());
    }
  }

  /**
   * A version that this host's daemon died in.
   *
   * @param kind of the driver that was called
   * @param name of the driver that was called
   * @param bundle its symbolic name
   * @param version of the bundle
   * @param jar the file in {@code drivers/}, kept for whoever finds out why
   */
  public record Quarantined(String kind, String name, String bundle, String version, String jar) {}

  /**
   * A bundle that should serve, and that the trust policy kept from resolving at this start.
   *
   * @param bundle its symbolic name
   * @param version of the bundle, as its manifest says
   * @param jar its path
   * @param drivers what it had when it was installed, {@code kind/name}
   * @param reason why, with the remedy
   */
  public record Untrusted(
      String bundle, String version, String jar, List<String> drivers, String reason) {}

  private record Content(
      int version,
      @Nullable Map<String, Entry> bundles,
      @Nullable Set<String> disabled,
      @Nullable List<Quarantined> quarantined) {
    static Content empty() {
      return new Content(VERSION, new TreeMap<>(), new TreeSet<>(), new ArrayList<>());
    }
  }

  private final BundleContext context;
  private final Settings settings;
  private final TrustGuard guard;
  private final DriverConfigurations configurations;
  private final List<Untrusted> untrusted = new CopyOnWriteArrayList<>();

  /** A store below the settings' data root. */
  public DriverStore(
      BundleContext context,
      Settings settings,
      TrustGuard guard,
      DriverConfigurations configurations) {
    this.configurations = configurations;
    this.context = context;
    this.settings = settings;
    this.guard = guard;
  }

  Path directory() {
    return settings.current().dataRoot().resolve("drivers");
  }

  /** Whether a path is of a jar that this store copied. */
  boolean owns(String path) {
    return Path.of(path).toAbsolutePath().startsWith(directory().toAbsolutePath());
  }

  /** Copies a jar in; its flush goes on while the copy is tried out. */
  StoredJar copy(DriverJar jar) throws IOException {
    Path kept = directory().resolve(jar.symbolicName() + "-" + jar.version() + ".jar");
    return new StoredJar(kept, DurableFiles.copy(jar.path(), kept));
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
    return bundles(load()).get(symbolicName);
  }

  private static Map<String, Entry> bundles(Content content) {
    Map<String, Entry> known = content.bundles();
    return known == null ? new TreeMap<>() : new TreeMap<>(known);
  }

  private static Set<String> disabled(Content content) {
    Set<String> known = content.disabled();
    return known == null ? new TreeSet<>() : new TreeSet<>(known);
  }

  private static List<Quarantined> quarantined(Content content) {
    List<Quarantined> known = content.quarantined();
    return known == null ? new ArrayList<>() : new ArrayList<>(known);
  }

  /** Whether an operator disabled a driver, {@code kind/name}. */
  public synchronized boolean disabled(String driver) {
    return disabled(load()).contains(driver);
  }

  /** Remembers whether a driver is disabled. */
  synchronized void disable(String driver, boolean off) {
    Content content = load();
    Set<String> all = disabled(content);
    if (off ? all.add(driver) : all.remove(driver)) {
      save(new Content(VERSION, bundles(content), all, quarantined(content)));
    }
  }

  /** The versions that this host's daemon died in. */
  public synchronized List<Quarantined> quarantined() {
    return quarantined(load());
  }

  /**
   * Takes what served when the daemon died out of service, if it serves still and there is another
   * version to go back to: one of the distribution's or the one before.
   */
  public synchronized void quarantine(List<CallJournal.Entry> calls) {
    for (CallJournal.Entry call : calls) {
      Content content = load();
      Map<String, Entry> all = bundles(content);
      Entry entry = all.get(call.bundle());
      String jar = call.bundle() + "-" + call.version() + ".jar";
      if (entry == null || !entry.jar().equals(jar)) {
        LOG.warn(
            "The daemon died in a call of driver {}/{} {}, which does not serve any more",
            call.kind(),
            call.name(),
            call.version());
        continue;
      }
      LOG.error(
          "The daemon died in a call of driver {}/{} {}: that version is quarantined{}",
          call.kind(),
          call.name(),
          call.version(),
          entry.previousVersion().isEmpty()
              ? ""
              : ", " + entry.previousVersion() + " serves again");
      if (!entry.previous().isEmpty() && owns(entry.previous())) {
        all.put(
            call.bundle(),
            Entry.serving(fileName(entry.previous()), entry.previousOrigin(), entry.drivers()));
      } else {
        all.remove(call.bundle());
      }
      List<Quarantined> bad = quarantined(content);
      bad.add(new Quarantined(call.kind(), call.name(), call.bundle(), call.version(), jar));
      save(new Content(VERSION, all, disabled(content), bad));
    }
  }

  private static String fileName(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }

  /** What should serve and was refused at this start. */
  public List<Untrusted> untrusted() {
    return untrusted;
  }

  /** Remembers a decision; null forgets it. */
  synchronized void remember(String symbolicName, @Nullable Entry entry) {
    Content content = load();
    Map<String, Entry> entries = bundles(content);
    if (entry == null) {
      entries.remove(symbolicName);
    } else {
      entries.put(symbolicName, entry);
    }
    // Whoever changes a bundle has seen what became of its versions.
    untrusted.removeIf(each -> each.bundle().equals(symbolicName));
    List<Quarantined> bad = quarantined(content);
    bad.removeIf(each -> each.bundle().equals(symbolicName));
    save(new Content(VERSION, entries, disabled(content), bad));
  }

  private void save(Content content) {
    try {
      DurableFiles.write(file(), GSON.toJson(content));
    } catch (IOException e) {
      throw ProblemException.failed(
          "the state of drivers can't be written to "
              + file()
              + ": "
              + e.getMessage()
              + "; all is as it was, try again when that is mended",
          e);
    }
  }

  private Path file() {
    return directory().resolve("state.json");
  }

  private Content load() {
    try {
      Content content = GSON.fromJson(Files.readString(file()), Content.class);
      if (content != null && content.version() == VERSION && content.bundles() != null) {
        return content;
      }
      setAside(null);
    } catch (NoSuchFileException e) {
      LOG.debug("No drivers were installed yet");
    } catch (IOException | JsonParseException e) {
      setAside(e);
    }
    return Content.empty();
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
   *
   * @param limit how long one may take to start
   */
  public void restore(Duration limit) {
    Bundles bundles = new Bundles(context);
    Content content = load();
    collect(content);
    bundles(content)
        .forEach((name, entry) -> {
          try {
            if (entry.removed()) {
              for (Bundle bundle : bundles.named(name)) {
                bundle.uninstall();
              }
            }
            if (!entry.jar().isEmpty()) {
              restore(bundles, name, entry, limit);
            }
          } catch (ProblemException e) {
            LOG.error("Driver bundle {} is not restored: {}", name, e.getMessage());
          } catch (BundleException e) {
            LOG.error(
                "Driver bundle {} is not restored: {}",
                name,
                Resolution.explain(e, context.getBundles()));
          }
        });
  }

  /** Deletes what an interrupted change left: jars that nothing here speaks of. */
  private void collect(Content content) {
    Set<String> wanted = new HashSet<>();
    bundles(content)
        .values()
        .forEach(entry -> {
          wanted.add(entry.jar());
          if (!entry.previous().isEmpty()) {
            wanted.add(fileName(entry.previous()));
          }
        });
    quarantined(content).forEach(each -> wanted.add(each.jar()));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory(), "*.{jar,tmp}")) {
      for (Path file : files) {
        if (!wanted.contains(String.valueOf(file.getFileName()))) {
          LOG.warn("{} was left by a change that did not end; it is deleted", file);
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      LOG.debug("No drivers were installed yet");
    } catch (IOException e) {
      LOG.warn("{} can't be cleared", directory(), e);
    }
  }

  private void restore(Bundles bundles, String name, Entry entry, Duration limit)
      throws BundleException {
    Path jar = directory().resolve(entry.jar());
    if (!Files.exists(jar)) {
      LOG.error("Driver bundle {} is not restored: {} is missing", name, jar);
      return;
    }
    guard.expect(jar, entry.origin() == Origin.NETWORK);
    Bundle bundle = context.installBundle(jar.toUri().toString());
    for (String complaint : configurations.prepare(bundle)) {
      LOG.warn("Driver bundle {} takes a configuration that it does not know: {}", name, complaint);
    }
    try {
      Starts.start(bundle, limit);
    } catch (BundleException e) {
      String refusal = guard.refusal(bundle);
      if (refusal == null) {
        throw e;
      }
      untrusted.add(
          new Untrusted(
              name, bundle.getVersion().toString(), jar.toString(), entry.drivers(), refusal));
      bundle.uninstall();
      return;
    }
    for (Bundle other : bundles.named(name)) {
      if (!other.equals(bundle)) {
        other.stop();
      }
    }
  }
}
