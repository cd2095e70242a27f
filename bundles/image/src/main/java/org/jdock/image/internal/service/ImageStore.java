package org.jdock.image.internal.service;

import java.io.IOException;
import java.util.List;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.image.internal.content.ContentStore;
import org.jdock.image.internal.database.Image;
import org.jdock.image.internal.database.ImageDatabase;
import org.jdock.image.internal.document.ChainIds;
import org.jdock.image.internal.snapshot.LayerSource;
import org.jdock.image.internal.snapshot.Snapshots;
import org.jdock.image.internal.snapshot.Unpacker;
import org.jdock.image.internal.snapshot.Workers;
import org.jdock.spi.storage.StorageDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** What both services of this bundle work with. Thread-safe. */
@Component(service = ImageStore.class)
public final class ImageStore {
  /**
   * Which storage driver is taken when none is configured: the first of these that can run here,
   * else the first of the others by name.
   */
  private static final List<String> PREFERRED = List.of("overlay2", "vfs");

  private final Settings settings;
  private final DriverRegistry registry;
  private final ContentStore content;
  private final ImageDatabase database;
  private final Workers workers = new Workers();
  private final Snapshots snapshots;
  private final Unpacker unpacker;

  /** Opens the content store, collecting what a crash left. */
  @Activate
  public ImageStore(@Reference Settings settings, @Reference DriverRegistry registry)
      throws IOException {
    this.settings = settings;
    this.registry = registry;
    DaemonSettings now = settings.current();
    this.content = ContentStore.open(now.dataRoot().resolve("content"));
    this.database = ImageDatabase.open(content);
    this.snapshots = new Snapshots(registry, now.execRoot().resolve("unpack"), database::chainIds);
    this.unpacker = new Unpacker(snapshots, workers);
    workers.run(() -> {
      snapshots.clearAllScratch();
      return true;
    });
  }

  /** Ends the threads. */
  @Deactivate
  public void close() {
    workers.close();
  }

  ContentStore content() {
    return content;
  }

  ImageDatabase database() {
    return database;
  }

  Snapshots snapshots() {
    return snapshots;
  }

  Unpacker unpacker() {
    return unpacker;
  }

  Workers workers() {
    return workers;
  }

  DaemonSettings settings() {
    return settings.current();
  }

  /** The storage driver for what is new. */
  String defaultDriver() {
    String configured = settings.current().storageDriver();
    if (!configured.isEmpty()) {
      return configured;
    }
    List<String> installed = registry.names(StorageDriver.class);
    for (String name : PREFERRED) {
      if (installed.contains(name) && registry.ready(StorageDriver.class, name)) {
        return name;
      }
    }
    for (String name : installed) {
      if (registry.ready(StorageDriver.class, name)) {
        return name;
      }
    }
    throw new ProblemException(
        org.jdock.api.Problem.UNAVAILABLE, "no storage driver can run on this host");
  }

  /** Makes a driver have an image's layers. */
  void unpack(String driver, Image image) {
    var layers = new java.util.ArrayList<LayerSource>();
    for (int i = 0; i < image.content().layers().size(); i++) {
      var blob = image.content().layers().get(i).digest();
      layers.add(new LayerSource(image.config().diffIds().get(i), () -> content.open(blob)));
    }
    unpacker.unpack(driver, layers, LayerSource.Listener.NONE);
  }

  /** Makes a driver have layers; the bytes of each layer's files. */
  List<Long> unpack(String driver, List<LayerSource> layers, LayerSource.Listener listener) {
    List<Long> sizes = unpacker.unpack(driver, layers, listener);
    var all = new java.util.ArrayList<Long>();
    var chain = ChainIds.of(layers.stream().map(LayerSource::diffId).toList());
    for (int i = 0; i < sizes.size(); i++) {
      long size = sizes.get(i) >= 0 ? sizes.get(i) : database.layerSize(layers.get(i).diffId());
      all.add(size >= 0 ? size : snapshots.usage(driver, chain.get(i).toString()));
    }
    return all;
  }
}
