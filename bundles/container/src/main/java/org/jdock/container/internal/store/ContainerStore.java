package org.jdock.container.internal.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.RunState;
import org.jdock.container.internal.state.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Containers on disk: {@code config.json} (durable, its presence means that the container was made
 * completely) and {@code state.json}. Thread-safe for different containers.
 */
public final class ContainerStore {
  private static final Logger LOG = LogManager.getLogger(ContainerStore.class);

  private final Layout layout;
  private final ExecutorService deletions = deletions();

  /** Touches nothing yet. */
  public ContainerStore(Layout layout) {
    this.layout = layout;
  }

  private static ExecutorService deletions() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("jdock-container-delete").factory());
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /** Makes the directories of all containers. */
  public void open() {
    try {
      Files.createDirectories(layout.containers());
      Files.createDirectories(layout.bundles());
      Files.createDirectories(layout.exits());
    } catch (IOException e) {
      throw ProblemException.failed("the containers' directories can't be made: " + e, e);
    }
  }

  /** Makes a container's own directory. */
  public void prepare(String id) {
    try {
      Files.createDirectory(layout.directory(id));
    } catch (IOException e) {
      throw ProblemException.failed("container " + id + " has no directory: " + e, e);
    }
  }

  /** Keeps what a container is; durable. */
  public void write(Definition definition) {
    try {
      config(definition.id()).write(definition, true);
    } catch (IOException e) {
      throw ProblemException.failed("container " + definition.id() + " can't be stored: " + e, e);
    }
  }

  /** Keeps what has become of it. */
  public void write(String id, RunState state, boolean durable) {
    try {
      state(id).write(state, durable);
    } catch (IOException e) {
      throw ProblemException.failed("container " + id + "'s state can't be stored: " + e, e);
    }
  }

  /** All that were made completely; the half-made are deleted. */
  public List<Snapshot> read() {
    List<Snapshot> all = new ArrayList<>();
    for (String id : ids()) {
      try {
        Snapshot one = readOne(id);
        if (one != null) {
          all.add(one);
        } else if (Files.exists(layout.file(id, "config.json.unreadable"))) {
          LOG.warn("container {} is left alone: its configuration can't be read", id);
        } else {
          LOG.info("container {} was never made completely: deleted", id);
          deleteTree(layout.directory(id)); // recovery needs its bundle, and deletes it
        }
      } catch (IOException e) {
        LOG.warn("container {} is left alone: {}", id, e.toString());
      }
    }
    return all;
  }

  /** All that were made completely; deletes nothing, and may be called before {@link #open}. */
  public List<Snapshot> complete() {
    List<Snapshot> all = new ArrayList<>();
    for (String id : Files.exists(layout.containers()) ? ids() : List.<String>of()) {
      try {
        Snapshot one = readOne(id);
        if (one != null) {
          all.add(one);
        }
      } catch (IOException e) {
        LOG.warn("container {} can't be read: {}", id, e.toString());
      }
    }
    return all;
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(layout.containers())) {
      directories.forEach(directory -> ids.add(String.valueOf(directory.getFileName())));
    } catch (IOException | DirectoryIteratorException e) {
      throw ProblemException.failed("the containers can't be read: " + e, e);
    }
    ids.removeIf(id -> !id.matches("[0-9a-f]{64}"));
    return ids;
  }

  private @Nullable Snapshot readOne(String id) throws IOException {
    Definition definition = config(id).read();
    if (definition == null) {
      return null;
    }
    RunState state = state(id).read();
    return new Snapshot(definition, state == null ? RunState.NEW : state);
  }

  /** The identifiers of the containers that have a bundle. */
  public List<String> bundles() {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(layout.bundles())) {
      all.forEach(bundle -> ids.add(String.valueOf(bundle.getFileName())));
    } catch (IOException | DirectoryIteratorException e) {
      throw ProblemException.failed("the bundles can't be listed: " + e, e);
    }
    return ids;
  }

  /** Deletes both of a container's directories; nothing happens when there are none. */
  public void delete(String id) {
    try {
      Files.deleteIfExists(layout.file(id, "config.json"));
      deleteTree(layout.directory(id));
      deleteBundle(id);
    } catch (IOException e) {
      throw ProblemException.failed("container " + id + " can't be deleted: " + e, e);
    }
  }

  /**
   * Makes a container one that was never made completely, and deletes the rest of it in the
   * background; what a crash leaves is deleted by {@link #read}. The same identifier never comes
   * again.
   *
   * @param bundleToo asked first, in the background: whether nothing needs the bundle any more
   */
  public void deleteLater(String id, BooleanSupplier bundleToo) {
    try {
      Files.deleteIfExists(layout.file(id, "config.json"));
    } catch (IOException e) {
      throw ProblemException.failed("container " + id + " can't be deleted: " + e, e);
    }
    deletions.execute(() -> {
      try {
        if (bundleToo.getAsBoolean()) {
          delete(id);
        } else {
          deleteTree(layout.directory(id));
        }
      } catch (ProblemException | IOException e) {
        LOG.warn("what is left of {} stays until the next start", id, e);
      }
    });
  }

  /** Waits for what is being deleted; nothing may be deleted later any more. */
  public void close() {
    deletions.close();
  }

  /** Deletes what is left of a run. The root file system must not be mounted. */
  public void deleteBundle(String id) throws IOException {
    Files.deleteIfExists(layout.exits().resolve(id));
    Path rootfs = layout.rootfs(id);
    Files.deleteIfExists(rootfs); // fails when something is still in it: never walk into a mount
    deleteTree(layout.bundle(id));
  }

  private static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private JsonFile<Definition> config(String id) {
    return new JsonFile<>(layout.file(id, "config.json"), Definition.class);
  }

  private JsonFile<RunState> state(String id) {
    return new JsonFile<>(layout.file(id, "state.json"), RunState.class);
  }
}
