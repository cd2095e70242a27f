package org.jdock.driver.support.snapshot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.support.file.LiveMark;
import org.jdock.driver.support.file.TreeRemover;
import org.jspecify.annotations.Nullable;

/**
 * Takes away, on a thread of its own, what crashes left and what was removed. The thread exists
 * only while there is work. Two instances may tidy the same root at once:
 *
 * <ul>
 *   <li>what has no record under {@code s/} is rubbish, because content and record are made under
 *       one holding of the lock, and looked at under it;
 *   <li>what is under {@code new/} is rubbish once the kernel says that its maker is gone;
 *   <li>what is under {@code trash/} belongs to nobody, and deleting twice does no harm.
 * </ul>
 */
final class Janitor implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Janitor.class);
  private static final long PATIENCE_MILLIS = 2_000;
  private static final int PASSES = 50;

  private final Places places;
  private final Index index;
  private @Nullable Thread thread;
  private boolean wanted;
  private boolean sweepWanted;
  private volatile boolean closed;

  Janitor(Places places, Index index) {
    this.places = places;
    this.index = index;
  }

  /** Sweeps and empties the trash, soon. */
  synchronized void sweepSoon() {
    sweepWanted = true;
    emptySoon();
  }

  /** Empties the trash, soon. */
  synchronized void emptySoon() {
    wanted = true;
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().daemon().name("snapshot-janitor").unstarted(this::run);
      thread.start();
    }
  }

  /** Renames content into the trash: gone for everybody in one step, however large. */
  void discard(Path content) throws IOException {
    Files.move(
        content,
        places.trash().resolve(content.getFileName() + "-" + Index.newId()),
        StandardCopyOption.ATOMIC_MOVE);
  }

  private void run() {
    boolean sweep;
    while ((sweep = next()) || !idle()) {
      try {
        if (sweep) {
          sweep();
        }
        boolean done = false;
        for (int pass = 0; !done && pass < PASSES && !closed; pass++) {
          done = TreeRemover.empty(places.trash(), () -> closed);
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn("what was removed could not be deleted whole; the next start tries again", e);
      }
    }
  }

  private synchronized boolean next() {
    boolean sweep = sweepWanted && !closed;
    sweepWanted = false;
    return sweep;
  }

  /** Ends the thread unless there is more to do; one decision under one monitor. */
  private synchronized boolean idle() {
    if (wanted && !closed) {
      wanted = false;
      return false;
    }
    thread = null;
    return true;
  }

  private void sweep() throws IOException {
    try (var _ = index.lock().acquire()) {
      Set<String> known = new HashSet<>();
      for (SnapshotRecord record : index.allLocked()) {
        known.add(record.id());
        if (!Files.isDirectory(places.content(record.id()))) {
          // a power cut may keep the one and lose the other
          index.setAside(places.record(record.name()), "its content is missing");
        }
      }
      boolean torn = !children(places.aside()).isEmpty();
      for (Path content : children(places.content())) {
        if (!known.contains(String.valueOf(content.getFileName()))) {
          orphan(content, torn);
        }
      }
    }
    for (Path file : children(places.making())) {
      sweepUnfinished(file);
    }
  }

  /** Without a torn record nobody's; with one perhaps its, and then for people to decide. */
  private void orphan(Path content, boolean torn) throws IOException {
    if (torn) {
      index.setAside(content, "it has no record, and some record was torn");
    } else {
      discard(content);
    }
  }

  private void sweepUnfinished(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    String id = name.endsWith(".live") ? name.substring(0, name.length() - 5) : name;
    try (var _ = index.lock().acquire()) { // marks are set under it
      if (LiveMark.lives(places.liveMark(id))) {
        return;
      }
      if (Files.isDirectory(places.making().resolve(id))) {
        discard(places.making().resolve(id));
      }
      Files.deleteIfExists(places.liveMark(id));
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    var children = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    }
    return children;
  }

  /** Stops between two files and waits a little for that. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
    }
    if (running != null) {
      try {
        running.join(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
