package org.jdock.image.internal.content;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdock.image.internal.reference.Digest;

/** The blobs of an image that is on its way: pinned until close. Thread-safe. */
public final class Ingest implements AutoCloseable {
  private final ContentStore store;
  private final Set<Digest> blobs = ConcurrentHashMap.newKeySet();

  /** Begins with none. */
  public Ingest(ContentStore store) {
    this.store = store;
  }

  /** Where the blobs are. */
  public ContentStore store() {
    return store;
  }

  /** Uses a blob that is there or comes; before asking whether it is there. */
  public void use(Digest digest) {
    if (blobs.add(digest)) {
      store.pin(digest);
    }
  }

  /** All that were used. */
  public Set<Digest> blobs() {
    return Set.copyOf(blobs);
  }

  @Override
  public void close() {
    blobs.forEach(store::unpin);
    blobs.clear();
  }
}
