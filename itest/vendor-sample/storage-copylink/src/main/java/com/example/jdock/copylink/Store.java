package com.example.jdock.copylink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.fs.Durable;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;
import org.jdock.spi.storage.SnapshotInfo;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots on disk, and nothing in memory: another version of the driver may be at work on the
 * same directories. A snapshot is made in {@code work/} and moved to {@code snapshots/} when it is
 * whole, and moved back to be deleted; so whatever a crash leaves is in {@code work/}.
 */
final class Store {
  static final String FILES = "fs";

  private static final Logger LOG = LogManager.getLogger(Store.class);
  private static final String RECORD = "record";

  private final Path root;
  private final DriverState state;
  private final RootLock lock;
  private final Thread sweeper;

  private Store(Path root, DriverState state) {
    this.root = root;
    this.state = state;
    lock = new RootLock(root.resolve("lock"));
    sweeper = Thread.ofPlatform().daemon().name("copylink-sweeper").unstarted(this::sweep);
  }

  static Store open(DriverContext context) throws IOException, DriverException {
    Schema.check(context.state());
    Path root = context.root();
    Files.createDirectories(root.resolve("snapshots"));
    Files.createDirectories(root.resolve("work"));
    Store store = new Store(root, context.state());
    store.sweeper.start();
    return store;
  }

  private void sweep() {
    try {
      Work.sweep(root.resolve("work"));
    } catch (IOException e) {
      LOG.warn("copylink: cannot clear {}; the next start tries again", root.resolve("work"), e);
    }
  }

  void close() {
    sweeper.interrupt();
    lock.close();
  }

  /** A directory for one operation, deleted at its end. */
  Work work() throws IOException {
    return Work.begin(root.resolve("work"));
  }

  /** Keeps all others out: for looking and for renaming, never for what takes long. */
  Locked lock() throws IOException {
    return new Locked(lock.acquire());
  }

  /** The snapshots, while nobody else changes them. */
  final class Locked implements AutoCloseable {
    private final RootLock.Held held;

    private Locked(RootLock.Held held) {
      this.held = held;
    }

    List<Snapshot> list() throws IOException {
      List<Snapshot> found = new ArrayList<>();
      try (var all = Files.newDirectoryStream(root.resolve("snapshots"))) {
        for (Path directory : all) {
          try {
            found.add(Schema.parse(directory, Files.readString(directory.resolve(RECORD))));
          } catch (IOException e) { // torn by a power cut, perhaps: it harms no other
            LOG.warn("copylink: {} is left aside: {}", directory, e.toString());
          }
        }
      }
      return found;
    }

    @Nullable Snapshot find(String name) throws IOException {
      return list().stream().filter(s -> s.info().name().equals(name)).findFirst().orElse(null);
    }

    /** Makes a snapshot of what was prepared in a directory of work. */
    Snapshot add(Path work, SnapshotInfo info) throws IOException, DriverException {
      Schema.announce(state);
      Path directory = root.resolve("snapshots").resolve(UUID.randomUUID().toString());
      Snapshot made = new Snapshot(directory, info.name(), info, Schema.OPTIONS);
      Path whole = Files.createDirectory(work.resolve("whole"));
      if (Files.exists(work.resolve(FILES))) {
        Files.move(work.resolve(FILES), whole.resolve(FILES), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.writeString(whole.resolve(RECORD), Schema.record(made));
      Files.move(whole, directory, StandardCopyOption.ATOMIC_MOVE);
      return made;
    }

    /** Durable when it returns. */
    Snapshot replace(Snapshot old, SnapshotInfo info) throws IOException, DriverException {
      Snapshot next = new Snapshot(old.directory(), old.key(), info, old.options());
      Schema.announce(state);
      byte[] record = Schema.record(next).getBytes(StandardCharsets.UTF_8);
      Durable.replace(next.directory().resolve(RECORD), record, true);
      return next;
    }

    /** Takes a snapshot away to where it is deleted. */
    void takeOut(Snapshot old, Path work) throws IOException {
      Files.move(old.directory(), work.resolve("gone"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
      held.close();
    }
  }
}
