package org.jdock.image.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jdock.api.Filters;
import org.jdock.api.ProblemException;
import org.jdock.api.event.Events;
import org.jdock.api.image.ImageDetails;
import org.jdock.api.image.ImageHistory;
import org.jdock.api.image.ImageRemoval;
import org.jdock.api.image.ImageSummary;
import org.jdock.api.image.ImageUsers;
import org.jdock.api.image.Images;
import org.jdock.api.image.Platform;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.image.internal.archive.ArchiveWriter;
import org.jdock.image.internal.database.Image;
import org.jdock.image.internal.reference.Reference;
import org.jdock.image.internal.registry.Login;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Images. */
@Component(service = Images.class)
public final class ImageService implements Images {
  private final ImageStore store;
  private final ImageLister lister;
  private final ImageLoader loader;
  private final ImageRemover remover;
  private final ImagePuller puller;
  private final Announcer announcer = new Announcer(this::events);
  private final List<ImageUsers> users = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Events> events = new AtomicReference<>();

  @Activate
  public ImageService(@org.osgi.service.component.annotations.Reference ImageStore store) {
    this.store = store;
    this.lister = new ImageLister(store.database());
    this.loader = new ImageLoader(store, announcer);
    this.puller = new ImagePuller(store, announcer);
    this.remover = new ImageRemover(store, () -> users, announcer);
  }

  private @Nullable Events events() {
    return events.get();
  }

  /** Where events go from now on. */
  @org.osgi.service.component.annotations.Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  public void bindEvents(Events service) {
    events.set(service);
  }

  /** Events go nowhere, unless another has taken its place. */
  public void unbindEvents(Events service) {
    events.compareAndSet(service, null);
  }

  /** Someone more who may use images. */
  @org.osgi.service.component.annotations.Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void addUsers(ImageUsers service) {
    users.add(service);
  }

  /** Someone who has gone. */
  public void removeUsers(ImageUsers service) {
    users.remove(service);
  }

  @Override
  public void pull(
      String name,
      @Nullable String tag,
      @Nullable String platform,
      RegistryAuth auth,
      Progress.Sink progress) {
    Reference reference = Reference.parse(name, tag).orLatest();
    Platform wanted = platform == null || platform.isEmpty() ? null : Platform.parse(platform);
    try {
      puller.pull(reference, wanted, auth, progress);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void login(String server, RegistryAuth auth) {
    Login.to(server, auth, store.settings());
  }

  @Override
  public void load(InputStream archive, boolean quiet, Progress.Sink progress) throws IOException {
    loader.load(archive, quiet, progress);
  }

  @Override
  public void save(List<String> names, OutputStream archive) throws IOException {
    var chosen = new ArrayList<ArchiveWriter.Saved>();
    for (String name : names) {
      Image image = store.database().find(name);
      var kept = new TreeSet<>(image.names());
      if (!isId(name, image)) {
        Reference reference = Reference.parse(name).orLatest();
        kept.removeIf(n -> !n.equals(reference.toString()));
      }
      chosen.add(new ArchiveWriter.Saved(image, kept));
    }
    new ArchiveWriter(store.content()).write(chosen, archive);
  }

  private static boolean isId(String name, Image image) {
    return image.id().hex().startsWith(name.startsWith("sha256:") ? name.substring(7) : name);
  }

  @Override
  public List<ImageSummary> list(boolean all, Filters filters) {
    return lister.list(filters);
  }

  @Override
  public ImageDetails inspect(String name) {
    return lister.inspect(name);
  }

  @Override
  public List<ImageHistory> history(String name) {
    return lister.history(name);
  }

  @Override
  public void tag(String name, String repository, @Nullable String tag) {
    Image image = store.database().find(name);
    Reference reference = Reference.parse(repository, tag).orLatest();
    if (reference.digest() != null) {
      throw ProblemException.invalid("refusing to create a tag with a digest reference");
    }
    try {
      store.database().tag(image.id(), reference.toString());
    } catch (IOException e) {
      throw failed(e);
    }
    announcer.image("tag", image, image.id().toString(), reference.familiar());
  }

  @Override
  public List<ImageRemoval> remove(String name, boolean force, boolean prune) {
    try {
      return remover.remove(name, force);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public PruneReport prune(Filters filters) {
    try {
      return remover.prune(filters);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static ProblemException failed(IOException e) {
    return ProblemException.failed(String.valueOf(e.getMessage()), e);
  }
}
