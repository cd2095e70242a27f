package org.jdock.container.internal.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverUsers;
import org.jdock.api.image.ImageUsers;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.Snapshot;
import org.jdock.container.internal.store.ContainerStore;
import org.jdock.container.internal.store.Layout;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who uses what, by the containers there are. A component apart from the containers' own, which
 * needs the images and drivers that ask this: as one they would be a cycle. Until the containers
 * are taken over it answers by what is on disk. Thread-safe; reads the disk until then.
 */
@Component(service = {ContainerTable.class, ImageUsers.class, DriverUsers.class})
public final class ContainerTable implements ImageUsers, DriverUsers {
  private final ContainerStore store;
  private volatile @Nullable ContainerIndex live;

  /** Touches nothing yet. */
  @Activate
  public ContainerTable(@Reference Settings settings) {
    var now = settings.current();
    store = new ContainerStore(new Layout(now.dataRoot(), now.execRoot()));
  }

  /** From now on these are the containers; null when they are no longer kept up to date. */
  void live(@Nullable ContainerIndex index) {
    live = index;
  }

  private List<Snapshot> all() {
    ContainerIndex index = live;
    return index == null
        ? store.complete()
        : index.all().stream().map(Container::snapshot).toList();
  }

  @Override
  public List<User> usersOf(String imageId) {
    return all().stream()
        .filter(c -> c.definition().imageId().equals(imageId))
        .map(c -> new User(c.id(), c.status().active()))
        .toList();
  }

  @Override
  public List<String> usersOf(String kind, String name) {
    return all().stream()
        .map(Snapshot::definition)
        .filter(d -> uses(d, kind).contains(name))
        .map(Definition::name)
        .sorted()
        .toList();
  }

  private static Set<String> uses(Definition d, String kind) {
    return switch (kind) {
      case "storage" -> Set.of(d.storageDriver());
      case "log" ->
          Set.of(String.valueOf(Objects.requireNonNull(d.hostConfig().logConfig()).type()));
      case "security" -> Set.of(d.securityProfile());
      case "runtime" -> Set.of(d.runtime());
      default -> Set.of(); // networks and volumes know their own users
    };
  }
}
