package org.jdock.itest.engine.vendor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.Probe;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.spi.volume.VolumeInfo;

/** Volumes that can't be mounted as long as there is a file {@code hang} beside them. */
public final class HangingVolumes implements VolumeDriver {
  private final Map<String, VolumeInfo> volumes = new ConcurrentHashMap<>();
  private volatile Path root = Path.of("/");

  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public void open(DriverContext context) {
    root = context.root();
  }

  @Override
  public void create(String name, Map<String, String> options) throws DriverException {
    try {
      var data = Files.createDirectories(root.resolve(name));
      volumes.put(name, new VolumeInfo(name, data.toString(), Instant.now(), options));
    } catch (IOException e) {
      throw new DriverException(DriverException.Kind.FAILED, "no volume " + name, e);
    }
  }

  @Override
  public void remove(String name) throws DriverException {
    volumes.remove(name);
    try {
      Files.deleteIfExists(root.resolve(name));
    } catch (IOException e) {
      throw new DriverException(DriverException.Kind.FAILED, name + " stays", e);
    }
  }

  @Override
  public Path mount(String name, String holder) throws DriverException {
    try {
      while (Files.exists(root.resolve("hang"))) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      throw new DriverException(DriverException.Kind.FAILED, "interrupted", e);
    }
    return root.resolve(name);
  }

  @Override
  public void unmount(String name, String holder) {
    // there is nothing to undo
  }

  @Override
  public VolumeInfo stat(String name) throws DriverException {
    var found = volumes.get(name);
    if (found == null) {
      throw new DriverException(DriverException.Kind.NOT_FOUND, "no volume " + name);
    }
    return found;
  }

  @Override
  public List<VolumeInfo> list() {
    return List.copyOf(volumes.values());
  }
}
