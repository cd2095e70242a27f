package org.jdock.image.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jdock.api.image.Progress;
import org.jdock.image.internal.archive.ArchiveReader;
import org.jdock.image.internal.archive.ArchivedImage;
import org.jdock.image.internal.content.Ingest;
import org.jdock.image.internal.database.Image;
import org.jdock.image.internal.document.ChainIds;
import org.jdock.image.internal.document.Descriptor;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;
import org.jdock.image.internal.snapshot.LayerSource;

/** Loads archives: takes the content in, unpacks it, then gives it its names. */
final class ImageLoader {
  private final ImageStore store;
  private final Announcer events;

  ImageLoader(ImageStore store, Announcer events) {
    this.store = store;
    this.events = events;
  }

  void load(InputStream archive, boolean quiet, Progress.Sink progress) throws IOException {
    var ingest = new Ingest(store.content());
    var used = new TreeSet<Digest>();
    try (ingest) {
      try {
        for (ArchivedImage image : ArchiveReader.read(archive, ingest)) {
          load(image, quiet, progress);
        }
      } finally {
        used.addAll(ingest.blobs());
      }
    } finally {
      store.database().collect(used); // what came along and belongs to no image
    }
  }

  private void load(ArchivedImage archived, boolean quiet, Progress.Sink progress)
      throws IOException {
    List<Digest> chain = ChainIds.of(archived.config().diffIds());
    store.snapshots().pin(chain);
    try {
      var layers = new ArrayList<LayerSource>();
      for (int i = 0; i < chain.size(); i++) {
        Digest blob = archived.manifest().layers().get(i).digest();
        layers.add(
            new LayerSource(archived.config().diffIds().get(i), () -> store.content().open(blob)));
      }
      LayerSource.Listener listener =
          quiet
              ? LayerSource.Listener.NONE
              : new LoadProgress(archived.manifest().layers(), progress);
      List<Long> sizes = store.unpack(store.defaultDriver(), layers, listener);
      var names = new TreeSet<String>();
      for (String name : archived.names()) {
        names.add(Reference.parse(name).orLatest().toString());
      }
      var image =
          new Image(
              archived.descriptor(),
              archived.manifest(),
              archived.config(),
              sizes,
              names,
              new TreeSet<>());
      store.database().add(image);
      tell(image, progress);
    } finally {
      store.snapshots().unpin(chain);
    }
  }

  private void tell(Image image, Progress.Sink progress) {
    if (image.names().isEmpty()) {
      progress.accept(Progress.stream("Loaded image ID: " + image.id() + "\n"));
    }
    for (String name : image.familiarNames()) {
      progress.accept(Progress.stream("Loaded image: " + name + "\n"));
    }
    String id = image.id().toString();
    events.image("load", image, id, id);
  }

  /** Docker's words for a layer that is being loaded. */
  private record LoadProgress(List<Descriptor> layers, Progress.Sink sink)
      implements LayerSource.Listener {
    @Override
    public void extracting(int layer, long read) {
      Descriptor blob = layers.get(layer);
      sink.accept(new Progress(blob.digest().brief(), "Loading layer", read, blob.size(), null));
    }

    @Override
    public void done(int layer) {
      extracting(layer, layers.get(layer).size());
    }
  }
}
