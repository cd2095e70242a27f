package org.jdock.image.internal.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.image.internal.document.ChainIds;
import org.jdock.image.internal.layer.LayerUnpacker;
import org.jdock.image.internal.layer.LayerUnpacker.Deletions;
import org.jdock.image.internal.reference.Digest;
import org.jdock.spi.storage.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks images' layers into storage drivers, several at once where the driver can take them apart
 * from each other. Thread-safe.
 */
public final class Unpacker {
  private static final int AT_ONCE = 3;

  private final Snapshots snapshots;
  private final Workers workers;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  public Unpacker(Snapshots snapshots, Workers workers) {
    this.snapshots = snapshots;
    this.workers = workers;
  }

  /**
   * Makes the driver have all of these layers. Undone to the last whole layer if it fails.
   *
   * @return bytes of each layer's files; -1 for those that it had
   */
  public List<Long> unpack(String driver, List<LayerSource> layers, LayerSource.Listener listener) {
    List<Digest> chain = ChainIds.of(layers.stream().map(LayerSource::diffId).toList());
    int first = present(driver, chain);
    var sizes = new ArrayList<Long>();
    for (int i = 0; i < first; i++) {
      listener.exists(i);
      sizes.add(-1L);
    }
    boolean rebases = snapshots.rebases(driver);
    var running = new ArrayList<Extraction>();
    try {
      for (int i = first; i < layers.size(); i++) {
        var extraction = new Extraction(driver, i, layers.get(i), parent(chain, i), listener);
        running.add(extraction);
        extraction.start(rebases);
        if (!rebases) {
          sizes.add(extraction.commit(chain.get(i)));
        }
      }
      for (int i = sizes.size(); i < layers.size(); i++) {
        sizes.add(running.get(i - first).commit(chain.get(i)));
      }
      return sizes;
    } finally {
      running.forEach(Extraction::close);
    }
  }

  /** How many of the layers the driver has. */
  private int present(String driver, List<Digest> chain) {
    int n = chain.size();
    while (n > 0 && snapshots.find(driver, chain.get(n - 1).toString()) == null) {
      n--;
    }
    return n;
  }

  private static @Nullable String parent(List<Digest> chain, int layer) {
    return layer == 0 ? null : chain.get(layer - 1).toString();
  }

  /** One layer on its way. Its directory is gone after close, unless it was committed. */
  private final class Extraction implements AutoCloseable {
    private final String key = Snapshots.EXTRACT + UUID.randomUUID();
    private final String driver;
    private final int number;
    private final LayerSource layer;
    private final @Nullable String parent;
    private final LayerSource.Listener listener;
    private @Nullable Task<Long> task;
    private boolean committed;

    Extraction(
        String driver,
        int number,
        LayerSource layer,
        @Nullable String parent,
        LayerSource.Listener listener) {
      this.driver = driver;
      this.number = number;
      this.layer = layer;
      this.parent = parent;
      this.listener = listener;
    }

    void start(boolean rebase) {
      task = Task.start(workers, () -> extract(rebase));
    }

    private long extract(boolean rebase) throws IOException, InterruptedException {
      try (var stored = layer.bytes().open()) { // before its turn: this may wait for the network
        turns.acquire();
        try {
          List<Mount> mounts = snapshots.prepare(driver, key, rebase ? null : parent);
          listener.extracting(number, 0);
          var counted = new CountingStream(stored, n -> listener.extracting(number, n));
          return into(mounts, rebase, counted);
        } finally {
          turns.release();
        }
      }
    }

    private long into(List<Mount> mounts, boolean rebase, CountingStream counted)
        throws IOException {
      Deletions deletions =
          parent == null ? Deletions.NONE : rebase ? Deletions.OVERLAY : Deletions.DELETE;
      if (mounts.size() == 1
          && mounts.getFirst().type().equals("bind")
          && !mounts.getFirst().options().contains("ro")) {
        // A bind mount shows the directory that it is made of: no need to make it.
        Path source = Path.of(mounts.getFirst().source());
        return LayerUnpacker.unpack(counted, layer.diffId(), source, deletions);
      }
      Path target = snapshots.makeScratch(key);
      try {
        DriverMounts.mount(mounts, target);
        return LayerUnpacker.unpack(counted, layer.diffId(), target, deletions);
      } finally {
        snapshots.clearScratch(key);
      }
    }

    long commit(Digest chainId) {
      if (task == null) {
        throw new IllegalStateException("not started");
      }
      long size = task.await();
      try {
        snapshots.call(
            driver,
            d -> {
              d.commit(chainId.toString(), key, parent);
              return true;
            });
        committed = true;
      } catch (ProblemException e) {
        // Somebody else unpacked the same layer meanwhile; ours goes at close.
        if (e.problem() != Problem.CONFLICT || snapshots.find(driver, chainId.toString()) == null) {
          throw e;
        }
      }
      listener.done(number);
      return size;
    }

    @Override
    public void close() {
      if (task != null && !committed) {
        task.stop(); // nobody writes there any more
        snapshots.remove(driver, key);
      }
    }
  }
}
