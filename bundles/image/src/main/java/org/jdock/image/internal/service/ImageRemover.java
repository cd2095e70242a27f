package org.jdock.image.internal.service;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jdock.api.Filters;
import org.jdock.api.ProblemException;
import org.jdock.api.image.ImageRemoval;
import org.jdock.api.image.ImageUsers;
import org.jdock.api.image.Images;
import org.jdock.image.internal.database.Image;
import org.jdock.image.internal.database.ImageDatabase;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Removes names and images by Docker's rules: a name goes alone while there are others; the last
 * takes the image along; what containers use stays unless it is forced, and what running ones use
 * stays in any case. One removal at a time. Thread-safe.
 */
final class ImageRemover {
  private static final Set<String> PRUNE_FILTERS = Set.of("dangling", "label", "label!", "until");

  private final ImageStore store;
  private final ImageDatabase database;
  private final Supplier<List<ImageUsers>> users;
  private final Announcer events;

  ImageRemover(ImageStore store, Supplier<List<ImageUsers>> users, Announcer events) {
    this.store = store;
    this.database = store.database();
    this.users = users;
    this.events = events;
  }

  synchronized List<ImageRemoval> remove(String name, boolean force) throws IOException {
    Image image = database.find(name);
    var done = new ArrayList<ImageRemoval>();
    boolean byId = isIdOf(image, name);
    if (byId) {
      if (isSingle(image)) {
        refuse(image, force, false);
        untagAll(image, done);
      } else {
        refuse(image, force, true);
      }
    } else {
      removeName(image, Reference.parse(name).orLatest(), force, done);
      Image now = database.byId(image.id());
      if (now == null || !now.names().isEmpty() || !now.digests().isEmpty()) {
        return done;
      }
    }
    String conflict = conflict(image, force, false);
    if (conflict != null) {
      if (byId) {
        throw ProblemException.conflict(conflict);
      }
      return done; // the name was what was asked for
    }
    delete(image, done);
    return done;
  }

  private static boolean isIdOf(Image image, String name) {
    String hex = name.startsWith("sha256:") ? name.substring(7) : name;
    return image.id().hex().startsWith(hex);
  }

  private void removeName(Image image, Reference typed, boolean force, List<ImageRemoval> done)
      throws IOException {
    Digest digest = typed.digest();
    Reference reference = digest == null ? typed : typed.withDigest(digest);
    if (!force && isSingle(image)) {
      ImageUsers.User user = user(image, false);
      if (user != null) {
        throw ProblemException.conflict(
            "conflict: unable to remove repository reference \""
                + reference.familiar()
                + "\" (must force) - container "
                + brief(user.containerId())
                + " is using its referenced image "
                + image.id().brief());
      }
    }
    untag(image, reference, done);
    Image now = database.byId(image.id());
    if (now == null || digest != null) {
      return;
    }
    // Digests without a tag in the same repository go along.
    String repository = reference.repository();
    if (now.names().stream().noneMatch(n -> Reference.parse(n).repository().equals(repository))) {
      for (String name : now.digests()) {
        Reference other = Reference.parse(name);
        if (other.repository().equals(repository)) {
          untag(image, other, done);
        }
      }
    }
  }

  private void untag(Image image, Reference reference, List<ImageRemoval> done) throws IOException {
    database.untag(reference.toString());
    done.add(new ImageRemoval(reference.familiar(), null));
    events.image("untag", image, image.id().toString(), image.id().toString());
  }

  private void untagAll(Image image, List<ImageRemoval> done) throws IOException {
    for (String name : image.names()) {
      untag(image, Reference.parse(name), done);
    }
    for (String name : image.digests()) {
      untag(image, Reference.parse(name), done);
    }
  }

  private void delete(Image image, List<ImageRemoval> done) throws IOException {
    Image now = database.byId(image.id());
    if (now != null) {
      untagAll(now, done);
    }
    database.remove(image.id());
    done.add(new ImageRemoval(null, image.id().toString()));
    for (Digest layer : store.snapshots().collect(image.chainIds())) {
      done.add(new ImageRemoval(null, layer.toString()));
    }
    events.image("delete", image, image.id().toString(), image.id().toString());
  }

  /** All names in one repository, with at most one tag. */
  private static boolean isSingle(Image image) {
    if (image.names().size() > 1) {
      return false;
    }
    var repositories = new HashSet<String>();
    image.names().forEach(n -> repositories.add(Reference.parse(n).repository()));
    image.digests().forEach(n -> repositories.add(Reference.parse(n).repository()));
    return repositories.size() <= 1;
  }

  private void refuse(Image image, boolean force, boolean named) {
    String conflict = conflict(image, force, named);
    if (conflict != null) {
      throw ProblemException.conflict(conflict);
    }
  }

  /** Why an image cannot be deleted; null if it can. */
  private @Nullable String conflict(Image image, boolean force, boolean named) {
    String what = "conflict: unable to delete " + image.id().brief();
    ImageUsers.User running = user(image, true);
    if (running != null) {
      return what
          + " (cannot be forced) - image is being used by running container "
          + brief(running.containerId());
    }
    if (force) {
      return null;
    }
    if (named) {
      return what + " (must be forced) - image is referenced in multiple repositories";
    }
    ImageUsers.User stopped = user(image, false);
    return stopped == null
        ? null
        : what
            + " (must be forced) - image is being used by stopped container "
            + brief(stopped.containerId());
  }

  private ImageUsers.@Nullable User user(Image image, boolean running) {
    for (ImageUsers service : users.get()) {
      for (ImageUsers.User user : service.usersOf(image.id().toString())) {
        if (user.running() || !running) {
          return user;
        }
      }
    }
    return null;
  }

  private static String brief(String containerId) {
    return containerId.substring(0, Math.min(12, containerId.length()));
  }

  synchronized Images.PruneReport prune(Filters filters) throws IOException {
    filters.allowOnly(PRUNE_FILTERS);
    List<String> dangling = filters.get("dangling");
    boolean onlyDangling = dangling.isEmpty() || Flags.parse("dangling", dangling);
    Instant until = null;
    for (String text : filters.get("until")) {
      until = Times.parse(text);
    }
    var done = new ArrayList<ImageRemoval>();
    long reclaimed = 0;
    for (Image image : List.copyOf(database.all())) {
      Instant created = image.config().created();
      if ((onlyDangling && !image.names().isEmpty())
          || user(image, false) != null
          || (until != null && created != null && !created.isBefore(until))
          || !filters.labels(image.config().config().labels())
          || excluded(filters, image)) {
        continue;
      }
      var gone = new ArrayList<ImageRemoval>();
      delete(image, gone);
      reclaimed += sizes(image, gone);
      done.addAll(gone);
    }
    return new Images.PruneReport(done, reclaimed);
  }

  private static boolean excluded(Filters filters, Image image) {
    for (String label : filters.get("label!")) {
      var one = new Filters(java.util.Map.of("label", List.of(label)));
      if (one.labels(image.config().config().labels())) {
        return true;
      }
    }
    return false;
  }

  private static long sizes(Image image, List<ImageRemoval> gone) {
    long bytes = 0;
    List<Digest> chain = image.chainIds();
    for (ImageRemoval removal : gone) {
      for (int i = 0; i < Math.min(chain.size(), image.layerSizes().size()); i++) {
        if (chain.get(i).toString().equals(removal.deleted())) {
          bytes += image.layerSizes().get(i);
        }
      }
    }
    return bytes;
  }
}
