package org.jdock.image.internal.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverHandover;
import org.jdock.api.image.RootFilesystems;
import org.jdock.image.internal.database.Image;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.snapshot.RootMounts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Containers' root file systems as active snapshots on images' chains. */
@Component(service = {RootFilesystems.class, DriverHandover.class})
public final class RootFilesystemService implements RootFilesystems, DriverHandover {
  private final ImageStore store;
  private final RootMounts mounts;

  @Activate
  public RootFilesystemService(@Reference ImageStore store) {
    this.store = store;
    this.mounts = new RootMounts(store.snapshots(), store.workers());
  }

  @Override
  public void create(String driver, String key, String imageId) {
    Image image = store.database().byId(Digest.parse(imageId));
    if (image == null) {
      throw ProblemException.notFound("No such image: " + imageId);
    }
    List<Digest> chain = image.chainIds();
    store.snapshots().pin(chain);
    try {
      String parent = chain.isEmpty() ? null : chain.getLast().toString();
      try {
        mounts.create(driver, key, parent);
      } catch (ProblemException e) {
        if (e.problem() != Problem.NOT_FOUND) {
          throw e;
        }
        store.unpack(driver, image); // as after a change of the storage driver
        mounts.create(driver, key, parent);
      }
    } finally {
      store.snapshots().unpin(chain);
    }
  }

  @Override
  public void mount(String driver, String key, Path target) {
    mounts.mount(driver, key, target);
  }

  @Override
  public void unmount(Path target) {
    mounts.unmount(target);
  }

  @Override
  public void remove(String driver, String key) {
    mounts.remove(driver, key);
  }

  @Override
  public long usage(String driver, String key) {
    return mounts.usage(driver, key);
  }

  @Override
  public Map<String, String> details(String driver, String key) {
    return mounts.details(driver, key);
  }

  /** What a version of a storage driver made is adopted by itself; what it said is not kept. */
  @Override
  public void takeOver(String kind, String name) {
    if (kind.equals("storage")) {
      mounts.forget(name);
    }
  }

  @Override
  public void keep(Function<String, Set<String>> keys) {
    store.snapshots().keep(keys);
  }

  @Override
  public void reclaim(String driver) {
    store.snapshots().reclaim(driver);
  }

  @Override
  public String defaultDriver() {
    return store.defaultDriver();
  }
}
