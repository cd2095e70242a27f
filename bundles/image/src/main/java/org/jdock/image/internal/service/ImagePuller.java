package org.jdock.image.internal.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.jdock.api.image.Platform;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.image.internal.content.Ingest;
import org.jdock.image.internal.database.Image;
import org.jdock.image.internal.document.ChainIds;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;
import org.jdock.image.internal.registry.Puller;
import org.jdock.image.internal.snapshot.LayerSource;
import org.jdock.image.internal.snapshot.Task;
import org.jspecify.annotations.Nullable;

/** Pulls: downloads three layers at a time and unpacks each as soon as it is there. */
final class ImagePuller {
  private static final int AT_ONCE = 3;

  private final ImageStore store;
  private final Announcer events;

  ImagePuller(ImageStore store, Announcer events) {
    this.store = store;
    this.events = events;
  }

  void pull(Reference reference, @Nullable Platform platform, RegistryAuth auth, Progress.Sink sink)
      throws IOException {
    var ingest = new Ingest(store.content());
    var used = new TreeSet<Digest>();
    try (ingest) {
      try {
        boolean fresh =
            Puller.with(
                reference,
                auth,
                store.settings(),
                session -> pull(session, reference, platform, ingest, sink));
        sink.accept(
            Progress.status(
                "Status: "
                    + (fresh ? "Downloaded newer image for " : "Image is up to date for ")
                    + reference.familiar()));
      } finally {
        used.addAll(ingest.blobs());
      }
    } finally {
      store.database().collect(used);
    }
  }

  private boolean pull(
      Puller.Session session,
      Reference reference,
      @Nullable Platform platform,
      Ingest ingest,
      Progress.Sink sink)
      throws IOException {
    Puller.Found found = session.find(platform, ingest, _ -> {});
    // Not before: what the registry refuses is answered by a status, not by lines of progress.
    sink.accept(Progress.part(reference.target(), "Pulling from " + reference.path()));
    List<Digest> chain = ChainIds.of(found.config().diffIds());
    store.snapshots().pin(chain);
    try {
      Image before = store.database().byId(found.manifest().config().digest());
      List<Long> sizes =
          before == null ? layers(session, found, ingest, sink) : before.layerSizes();
      sink.accept(Progress.status("Digest: " + found.digest()));
      return name(reference, found, sizes);
    } finally {
      store.snapshots().unpin(chain);
    }
  }

  /** Whether the name stands for another image than before. */
  private boolean name(Reference reference, Puller.Found found, List<Long> sizes)
      throws IOException {
    String byDigest = reference.withDigest(found.digest()).toString();
    var names = new TreeSet<String>();
    if (reference.digest() == null) {
      names.add(reference.toString());
    }
    var image =
        new Image(
            found.descriptor(),
            found.manifest(),
            found.config(),
            sizes,
            names,
            new TreeSet<>(List.of(byDigest)));
    Image held = store.database().byName(names.isEmpty() ? byDigest : names.first());
    boolean fresh = held == null || !held.id().equals(image.id());
    if (fresh || held == null || !held.digests().contains(byDigest)) {
      store.database().add(image);
    }
    events.image("pull", image, reference.familiar(), reference.familiarRepository());
    return fresh;
  }

  private List<Long> layers(
      Puller.Session session, Puller.Found found, Ingest ingest, Progress.Sink sink) {
    List<Descriptor> blobs = found.manifest().layers();
    var progress = new PullProgress(blobs, sink);
    var turns = new Semaphore(AT_ONCE, true);
    var downloads = new ArrayList<Task<Boolean>>();
    var sources = new ArrayList<LayerSource>();
    for (int i = 0; i < blobs.size(); i++) {
      ingest.use(blobs.get(i).digest());
      progress.say(
          i, store.content().has(blobs.get(i).digest()) ? "Already exists" : "Pulling fs layer");
    }
    try {
      for (int i = 0; i < blobs.size(); i++) {
        int layer = i;
        Digest blob = blobs.get(i).digest();
        Task<Boolean> download =
            Task.start(
                store.workers(),
                () -> download(session, blobs.get(layer), layer, ingest, progress, turns));
        downloads.add(download);
        sources.add(
            new LayerSource(
                found.config().diffIds().get(i),
                () -> {
                  download.await();
                  return store.content().open(blob);
                }));
      }
      List<Long> sizes = store.unpack(store.defaultDriver(), sources, progress);
      downloads.forEach(Task::await); // also those whose layers were unpacked already
      return sizes;
    } finally {
      downloads.forEach(Task::stop);
    }
  }

  private boolean download(
      Puller.Session session,
      Descriptor blob,
      int layer,
      Ingest ingest,
      PullProgress progress,
      Semaphore turns)
      throws IOException, InterruptedException {
    if (store.content().has(blob.digest())) {
      return false;
    }
    if (!turns.tryAcquire()) {
      progress.say(layer, "Waiting");
      turns.acquire();
    }
    try {
      progress.downloading(layer, 0);
      session.layer(
          blob,
          ingest,
          done -> progress.downloading(layer, done),
          () -> progress.say(layer, "Verifying Checksum"));
      progress.say(layer, "Download complete");
      return true;
    } finally {
      turns.release();
    }
  }
}
