package org.jdock.driver.volume.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.support.file.DirLock;
import org.jdock.driver.support.volume.Holders;
import org.jdock.driver.support.volume.VolumeNames;
import org.jdock.driver.support.volume.VolumeRecord;
import org.jdock.linux.mount.Mounts;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Options;
import org.jdock.spi.Probe;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.spi.volume.VolumeInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Named volumes as directories of this host, with something mounted on them where options say so.
 */
@Component(service = VolumeDriver.class, property = "jdock.driver=local")
public final class LocalVolumeDriver implements VolumeDriver {
  private static final Logger LOG = LogManager.getLogger(LocalVolumeDriver.class);

  private volatile @Nullable LocalVolumes opened;
  private volatile boolean closed;

  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public List<OptionSpec> options() {
    return MountOptions.SPECS;
  }

  @Override
  public void open(DriverContext context) throws DriverException {
    var volumes = new LocalVolumes(context.root(), context.execRoot());
    try {
      volumes.makeDirectories();
    } catch (IOException e) {
      throw failed("open the volumes in " + context.root(), e);
    }
    opened = volumes;
    Thread.ofPlatform().daemon().name("volume-janitor").start(() -> emptyTrash(volumes));
  }

  @Override
  public void close() {
    closed = true;
  }

  private void emptyTrash(LocalVolumes volumes) {
    try {
      volumes.emptyTrash(() -> closed);
    } catch (IOException | RuntimeException e) {
      LOG.warn("removed volumes could not be deleted whole; the next removal tries again", e);
    }
  }

  private LocalVolumes volumes() {
    LocalVolumes volumes = opened;
    if (volumes == null || closed) {
      throw new IllegalStateException("called before open or after close");
    }
    return volumes;
  }

  /** A call's work on one volume, alone with it. */
  @FunctionalInterface
  private interface Work<T> {
    T with(LocalVolumes volumes) throws IOException, DriverException;
  }

  private <T> T alone(String tried, String name, Work<T> work) throws DriverException {
    VolumeNames.check(name);
    LocalVolumes volumes = volumes();
    try (DirLock lock = volumes.lock(name);
        var _ = lock.acquire()) {
      return work.with(volumes);
    } catch (IOException e) {
      throw failed(tried + " volume " + name, e);
    }
  }

  @Override
  public void create(String name, Map<String, String> options) throws DriverException {
    Options.check("volume driver local", options(), options);
    MountOptions.of(options); // refuses what could never be mounted
    alone(
        "create",
        name,
        volumes -> {
          if (!volumes.exists(name)) {
            volumes.create(name, new VolumeRecord(Instant.now(), options));
          } else if (!volumes.read(name).options().equals(options)) {
            throw new DriverException(
                Kind.CONFLICT,
                "a volume named \"" + name + "\" exists already, with other options");
          }
          return name;
        });
  }

  @Override
  public void remove(String name) throws DriverException {
    boolean removed =
        alone(
            "remove",
            name,
            volumes -> {
              if (!volumes.exists(name)) {
                return false;
              }
              List<String> holders = volumes.holders(name).all();
              if (!holders.isEmpty()) {
                throw new DriverException(
                    Kind.CONFLICT, "remove " + name + ": volume is in use - " + holders);
              }
              Path data = volumes.data(name);
              while (Mounts.isMountPoint(data)) { // never delete what somebody else's disk holds
                MountOptions.unmount(data);
              }
              volumes.discard(name);
              return true;
            });
    if (removed) {
      emptyTrash(volumes());
    }
  }

  @Override
  public Path mount(String name, String holder) throws DriverException {
    return alone(
        "mount",
        name,
        volumes -> {
          VolumeInfo info = known(volumes, name);
          Path data = volumes.data(name);
          MountOptions options = MountOptions.of(info.options());
          boolean mine = options != null && !Mounts.isMountPoint(data);
          if (options != null && mine) {
            options.mount(data);
          }
          try {
            volumes.holders(name).add(holder);
          } catch (IOException | DriverException e) {
            if (mine) {
              MountOptions.unmount(data);
            }
            throw e;
          }
          return data;
        });
  }

  @Override
  public void unmount(String name, String holder) throws DriverException {
    alone(
        "unmount",
        name,
        volumes -> {
          Holders holders = volumes.holders(name);
          holders.remove(holder);
          VolumeInfo info = volumes.info(name);
          Path data = volumes.data(name);
          if (info != null
              && holders.all().isEmpty()
              && !info.options().isEmpty()
              && Mounts.isMountPoint(data)) {
            MountOptions.unmount(data);
          }
          return name;
        });
  }

  @Override
  public VolumeInfo stat(String name) throws DriverException {
    VolumeNames.check(name);
    try {
      return known(volumes(), name);
    } catch (IOException e) {
      throw failed("read volume " + name, e);
    }
  }

  @Override
  public List<VolumeInfo> list() throws DriverException {
    try {
      return volumes().list();
    } catch (IOException e) {
      throw failed("list the volumes", e);
    }
  }

  private static VolumeInfo known(LocalVolumes volumes, String name)
      throws IOException, DriverException {
    VolumeInfo info = volumes.info(name);
    if (info == null) {
      throw new DriverException(Kind.NOT_FOUND, "get " + name + ": no such volume");
    }
    return info;
  }

  private static DriverException failed(String tried, IOException why) {
    return new DriverException(Kind.FAILED, "could not " + tried + ": " + why.getMessage(), why);
  }
}
