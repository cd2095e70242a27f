package org.jdock.http.internal.json;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the JSON of immutable objects as long as they live, by their identity: who lists the same
 * thousand snapshots again does not serialise them again. Thread-safe.
 */
public final class SnapshotBytes {
  private final ConcurrentHashMap<Key, JsonBytes> kept = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();

  /** The JSON of {@code snapshot}, made when it was not asked for before. */
  public <T> JsonBytes of(T snapshot, Function<T, JsonBytes> make) {
    for (Object k = dead.poll(); k != null; k = dead.poll()) {
      kept.remove(k);
    }
    var known = kept.get(new Key(snapshot, null));
    if (known != null) {
      return known;
    }
    var made = make.apply(snapshot);
    kept.put(new Key(snapshot, dead), made);
    return made;
  }

  /** How many are kept. */
  int size() {
    return kept.size();
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object snapshot, @Nullable ReferenceQueue<Object> dead) {
      super(snapshot, dead);
      hash = System.identityHashCode(snapshot);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // identity is the point
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      var mine = get();
      return mine != null && other instanceof Key k && k.get() == mine;
    }
  }
}
