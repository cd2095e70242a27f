package org.jdock.image.internal.service;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jdock.api.image.Progress;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.snapshot.LayerSource;

/** Docker's words for what happens to layers during a pull. Thread-safe. */
final class PullProgress implements LayerSource.Listener {
  private static final long EVERY_NANOS = 100_000_000;

  private final List<Descriptor> layers;
  private final Progress.Sink sink;
  private final AtomicLongArray told;

  PullProgress(List<Descriptor> layers, Progress.Sink sink) {
    this.layers = layers;
    this.sink = sink;
    this.told = new AtomicLongArray(layers.size());
  }

  void say(int layer, String status) {
    sink.accept(Progress.part(layers.get(layer).digest().brief(), status));
  }

  void downloading(int layer, long done) {
    bar(layer, "Downloading", done);
  }

  @Override
  public void extracting(int layer, long read) {
    bar(layer, "Extracting", read);
  }

  /** At most ten times a second for each layer. */
  private void bar(int layer, String status, long done) {
    long now = System.nanoTime();
    long before = told.get(layer);
    if ((done == 0 || now - before >= EVERY_NANOS) && told.compareAndSet(layer, before, now)) {
      Descriptor blob = layers.get(layer);
      sink.accept(new Progress(blob.digest().brief(), status, done, blob.size(), null));
    }
  }

  @Override
  public void done(int layer) {
    Descriptor blob = layers.get(layer);
    sink.accept(new Progress(blob.digest().brief(), "Extracting", blob.size(), blob.size(), null));
    say(layer, "Pull complete");
  }
}
