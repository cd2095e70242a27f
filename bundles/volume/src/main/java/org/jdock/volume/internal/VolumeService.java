package org.jdock.volume.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverUsers;
import org.jdock.api.event.Events;
import org.jdock.api.volume.Volumes;
import org.jdock.spi.volume.VolumeInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Volumes as drivers keep them, with what only the engine knows. Changes of one volume come one at
 * a time.
 */
@Component(service = {Volumes.class, DriverUsers.class})
public final class VolumeService implements Volumes, DriverUsers {
  private static final Logger LOG = LogManager.getLogger(VolumeService.class);
  private static final String DEFAULT_DRIVER = "local";

  private final VolumeTable table;
  private final VolumeDrivers drivers;
  private final Events events;

  /** Touches nothing. */
  @Activate
  public VolumeService(
      @Reference Settings settings, @Reference DriverRegistry registry, @Reference Events events) {
    table = new VolumeTable(settings.current().dataRoot().resolve("volumes-state"));
    drivers = new VolumeDrivers(registry);
    this.events = events;
  }

  private <T> T alone(String name, Supplier<T> work) {
    ReentrantLock lock = table.lock(name);
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Volume create(
      @Nullable String wanted,
      @Nullable String driver,
      Map<String, String> options,
      Map<String, String> labels) {
    boolean anonymous = wanted == null || wanted.isEmpty();
    String name = anonymous ? VolumeNames.anonymous() : String.valueOf(wanted);
    VolumeNames.check(name);
    return alone(
        name,
        () -> {
          StoredVolume found = known(name);
          String by = driver;
          if (by == null || by.isEmpty()) { // whichever it is of, when it is there
            by = found == null ? DEFAULT_DRIVER : found.driver();
          }
          return create(name, found, by, options, labels, anonymous);
        });
  }

  private Volume create(
      String name,
      @Nullable StoredVolume found,
      String driver,
      Map<String, String> options,
      Map<String, String> labels,
      boolean anonymous) {
    if (found != null) {
      if (!found.driver().equals(driver)) {
        throw ProblemException.conflict(
            "a volume named " + name + " already exists with the " + found.driver() + " driver");
      }
      if (!options.isEmpty()) { // the driver refuses other ones than it has
        drivers.create(driver, name, options);
      }
      return shown(name, found, drivers.stat(driver, name));
    }
    drivers.create(driver, name, options);
    StoredVolume made = new StoredVolume(driver, labels, anonymous, List.of());
    try {
      table.put(name, made);
    } catch (ProblemException e) {
      drivers.remove(driver, name);
      throw e;
    }
    tell("create", name, made, Map.of());
    return shown(name, made, drivers.stat(driver, name));
  }

  /** A volume that a driver has and the engine has not heard of is one without labels. */
  private @Nullable StoredVolume known(String name) {
    StoredVolume stored = table.get(name);
    if (stored != null) {
      return stored;
    }
    for (String driver : drivers.names()) {
      try {
        drivers.stat(driver, name);
        return new StoredVolume(driver, Map.of(), false, List.of());
      } catch (ProblemException e) {
        if (e.problem() == Problem.UNAVAILABLE) { // one that hangs must not hold up the others'
          LOG.warn(
              "Whether driver {} has volume {} is not known: {}", driver, name, e.getMessage());
        } else if (e.problem() != Problem.NOT_FOUND && e.problem() != Problem.INVALID) {
          throw e;
        }
      }
    }
    return null;
  }

  private StoredVolume need(String name) {
    StoredVolume stored = known(name);
    if (stored == null) {
      throw ProblemException.notFound("get " + name + ": no such volume");
    }
    return stored;
  }

  private Volume shown(String name, StoredVolume stored, VolumeInfo info) {
    return new Volume(
        name,
        stored.driver(),
        info.mountpoint(),
        info.created().truncatedTo(ChronoUnit.SECONDS).toString(),
        stored.labels(),
        info.options(),
        drivers.scope(stored.driver()),
        stored.anonymous());
  }

  @Override
  public Volume inspect(String name) {
    StoredVolume stored = need(name);
    return shown(name, stored, drivers.stat(stored.driver(), name));
  }

  @Override
  public List<Volume> list(Filters filters) {
    filters.allowOnly(Set.of("dangling", "driver", "label", "name"));
    Map<String, Volume> all = new LinkedHashMap<>();
    for (String driver : drivers.names()) {
      for (VolumeInfo info : listed(driver)) {
        StoredVolume stored = table.get(info.name());
        if (stored == null || stored.driver().equals(driver)) {
          StoredVolume now =
              stored == null ? new StoredVolume(driver, Map.of(), false, List.of()) : stored;
          if (matches(info.name(), now, filters)) {
            all.put(info.name(), shown(info.name(), now, info));
          }
        }
      }
    }
    return all.values().stream().sorted(Comparator.comparing(Volume::name)).toList();
  }

  /** One that went away just now has none; the others' volumes are shown all the same. */
  private List<VolumeInfo> listed(String driver) {
    try {
      return drivers.list(driver);
    } catch (ProblemException e) {
      if (e.problem() != Problem.UNAVAILABLE) {
        throw e;
      }
      LOG.warn("The volumes of driver {} are left out of the list: {}", driver, e.getMessage());
      return List.of();
    }
  }

  private static boolean matches(String name, StoredVolume volume, Filters filters) {
    List<String> names = filters.get("name");
    List<String> dangling = filters.get("dangling");
    return (names.isEmpty() || names.stream().anyMatch(name::contains))
        && filters.exact("driver", volume.driver())
        && filters.labels(volume.labels())
        && (dangling.isEmpty()
            || dangling.stream().anyMatch(d -> truth(d) == volume.users().isEmpty()));
  }

  private static boolean truth(String value) {
    return value.equals("1") || value.equalsIgnoreCase("true");
  }

  @Override
  public void remove(String name, boolean force) {
    alone(
        name,
        () -> {
          StoredVolume stored = known(name);
          if (stored == null) {
            if (force) {
              return false;
            }
            throw ProblemException.notFound("get " + name + ": no such volume");
          }
          if (!stored.users().isEmpty()) {
            throw ProblemException.conflict(
                "remove " + name + ": volume is in use - " + stored.users());
          }
          drivers.remove(stored.driver(), name);
          table.remove(name);
          tell("destroy", name, stored, Map.of());
          return true;
        });
  }

  @Override
  public PruneReport prune(Filters filters) {
    filters.allowOnly(Set.of("all", "label"));
    boolean named = filters.get("all").stream().anyMatch(VolumeService::truth);
    List<String> deleted = new ArrayList<>();
    long reclaimed = 0;
    for (Volume volume : list(Filters.NONE)) {
      StoredVolume stored = table.get(volume.name());
      boolean wanted =
          (named || volume.anonymous())
              && filters.labels(volume.labels())
              && (stored == null || stored.users().isEmpty());
      if (wanted) {
        try {
          long size = DiskUsage.of(volume.mountpoint());
          remove(volume.name(), false);
          deleted.add(volume.name());
          reclaimed += size;
        } catch (IOException | ProblemException e) {
          LOG.warn("Volume {} is not pruned: {}", volume.name(), e.getMessage());
        }
      }
    }
    return new PruneReport(deleted, reclaimed);
  }

  @Override
  public void refer(String name, String containerId) {
    alone(
        name,
        () -> {
          StoredVolume stored = need(name);
          if (!stored.users().contains(containerId)) {
            table.put(name, stored.with(containerId));
          }
          return true;
        });
  }

  @Override
  public void release(String name, String containerId) {
    alone(
        name,
        () -> {
          StoredVolume stored = table.get(name);
          if (stored != null && stored.users().contains(containerId)) {
            table.put(name, stored.without(containerId));
          }
          return true;
        });
  }

  @Override
  public Path mount(String name, String containerId) {
    return alone(
        name,
        () -> {
          StoredVolume stored = need(name);
          Path data = drivers.mount(stored.driver(), name, containerId);
          tell("mount", name, stored, Map.of("container", containerId));
          return data;
        });
  }

  @Override
  public void unmount(String name, String containerId) {
    alone(
        name,
        () -> {
          StoredVolume stored = known(name);
          if (stored != null) {
            drivers.unmount(stored.driver(), name, containerId);
            tell("unmount", name, stored, Map.of("container", containerId));
          }
          return true;
        });
  }

  private void tell(String action, String name, StoredVolume volume, Map<String, String> more) {
    Map<String, String> attributes = new LinkedHashMap<>(more);
    attributes.put("driver", volume.driver());
    events.publish("volume", action, name, attributes);
  }

  @Override
  public List<String> usersOf(String kind, String name) {
    if (!kind.equals("volume")) {
      return List.of();
    }
    return table.all().entrySet().stream()
        .filter(e -> e.getValue().driver().equals(name))
        .map(e -> "volume " + e.getKey())
        .sorted()
        .toList();
  }
}
