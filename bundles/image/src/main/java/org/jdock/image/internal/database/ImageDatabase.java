package org.jdock.image.internal.database;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdock.api.ProblemException;
import org.jdock.image.internal.content.ContentStore;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The images that are here, by id and by name. Readers see a snapshot and never wait; changes come
 * one at a time and are on the disk when they return. Thread-safe.
 */
public final class ImageDatabase {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,64}");

  private final ContentStore store;
  private final IndexFile file;
  private volatile State state;

  private record State(Map<Digest, Image> images, Map<String, Digest> names) {
    static State of(Map<Digest, Image> images) {
      var names = new HashMap<String, Digest>();
      images.forEach((id, image) -> {
        image.names().forEach(name -> names.put(name, id));
        image.digests().forEach(name -> names.put(name, id));
      });
      return new State(images, names);
    }
  }

  private ImageDatabase(ContentStore store, IndexFile file, State state) {
    this.store = store;
    this.file = file;
    this.state = state;
  }

  /** Reads what is on the disk, and deletes blobs that no image has. */
  public static ImageDatabase open(ContentStore store) throws IOException {
    var file = new IndexFile(store);
    IndexFile.Loaded loaded = file.read();
    var database = new ImageDatabase(store, file, State.of(loaded.images()));
    if (loaded.whole()) { // otherwise someone may still want to mend it
      var wanted = new TreeSet<Digest>();
      loaded.images().values().forEach(image -> wanted.addAll(image.blobs()));
      store.retain(wanted);
    }
    return database;
  }

  /** All images, in no order. */
  public Collection<Image> all() {
    return state.images.values();
  }

  /** The image with this id, or null. */
  public @Nullable Image byId(Digest id) {
    return state.images.get(id);
  }

  /** The image with this full name, or null. */
  public @Nullable Image byName(String name) {
    State now = state;
    Digest id = now.names.get(name);
    return id == null ? null : now.images.get(id);
  }

  /**
   * What a user means: a name, an id, or the beginning of an id.
   *
   * @throws ProblemException NOT_FOUND or INVALID, in Docker's words
   */
  public Image find(String name) {
    if (Digest.isDigest(name)) {
      Image image = byId(Digest.parse(name));
      if (image == null) {
        throw ProblemException.notFound("No such image: " + name);
      }
      return image;
    }
    boolean hex = HEX.matcher(name).matches();
    if (hex && name.length() == 64) {
      return find("sha256:" + name);
    }
    Reference reference = Reference.parse(name).orLatest();
    Image image = byReference(reference);
    if (image == null) {
      image = byPrefix(name.startsWith("sha256:") ? name.substring(7) : name);
    }
    if (image == null) {
      throw ProblemException.notFound("No such image: " + reference.familiar());
    }
    return image;
  }

  /** A digest decides, whatever the tag beside it. */
  private @Nullable Image byReference(Reference reference) {
    Digest digest = reference.digest();
    return byName((digest == null ? reference : reference.withDigest(digest)).toString());
  }

  private @Nullable Image byPrefix(String prefix) {
    if (!HEX.matcher(prefix).matches()) {
      return null;
    }
    Image found = null;
    for (Image image : all()) {
      if (image.id().hex().startsWith(prefix)) {
        if (found != null) {
          return null; // as Docker: what is not unique is not found
        }
        found = image;
      }
    }
    return found;
  }

  /** The chain IDs of all images. */
  public Set<String> chainIds() {
    var all = new TreeSet<String>();
    all().forEach(image -> image.chainIds().forEach(c -> all.add(c.toString())));
    return all;
  }

  /** The known bytes of the layer's files with this diff ID; -1 if no image has it. */
  public long layerSize(Digest diffId) {
    for (Image image : all()) {
      int at = image.config().diffIds().indexOf(diffId);
      if (at >= 0 && at < image.layerSizes().size()) {
        return image.layerSizes().get(at);
      }
    }
    return -1;
  }

  /**
   * Adds an image, whose blobs are in the store, or its names to the same image; a name that
   * another image had is taken from it.
   *
   * @return the image that lost a name, or null
   */
  public synchronized @Nullable Image add(Image image) throws IOException {
    if (!state.images.containsKey(image.id())) {
      store.flush();
    }
    Image loser = null;
    var images = new LinkedHashMap<>(state.images);
    for (String name : image.names()) {
      Digest holder = state.names.get(name);
      if (holder != null && !holder.equals(image.id())) {
        loser = images.get(holder);
        images.computeIfPresent(holder, (_, other) -> without(other, name));
      }
    }
    Image known = images.get(image.id());
    if (known != null) {
      images.put(image.id(), merged(known, image));
    } else {
      images.put(image.id(), image);
    }
    write(images);
    return loser;
  }

  private static Image merged(Image known, Image added) {
    var names = new TreeSet<>(known.names());
    names.addAll(added.names());
    var digests = new TreeSet<>(known.digests());
    digests.addAll(added.digests());
    return known.with(names, digests);
  }

  /** The image without a name of either kind. */
  private static Image without(Image image, String name) {
    var names = new TreeSet<>(image.names());
    names.remove(name);
    var digests = new TreeSet<>(image.digests());
    digests.remove(name);
    return image.with(names, digests);
  }

  /** Gives an image a full name, which another may lose by it. */
  public synchronized void tag(Digest id, String name) throws IOException {
    Image image = state.images.get(id);
    if (image == null) {
      throw ProblemException.notFound("No such image: " + id);
    }
    add(image.with(Set.of(name), Set.of()));
  }

  /** Takes a full name away. */
  public synchronized void untag(String name) throws IOException {
    Digest id = state.names.get(name);
    if (id != null) {
      var images = new LinkedHashMap<>(state.images);
      images.computeIfPresent(id, (_, image) -> without(image, name));
      write(images);
    }
  }

  /** Forgets an image, and deletes those of its blobs that no other has. */
  public synchronized void remove(Digest id) throws IOException {
    Image image = state.images.get(id);
    if (image == null) {
      return;
    }
    var images = new LinkedHashMap<>(state.images);
    images.remove(id);
    write(images);
    collect(image.blobs());
  }

  /** Deletes those of these blobs that no image has. */
  public synchronized void collect(Set<Digest> blobs) throws IOException {
    var wanted = new TreeSet<Digest>();
    all().forEach(image -> wanted.addAll(image.blobs()));
    for (Digest blob : blobs) {
      if (!wanted.contains(blob)) {
        store.delete(blob);
      }
    }
  }

  private void write(Map<Digest, Image> images) throws IOException {
    file.write(images.values());
    state = State.of(java.util.Collections.unmodifiableMap(images));
  }
}
