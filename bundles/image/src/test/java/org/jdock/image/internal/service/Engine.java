package org.jdock.image.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.image.Progress;
import org.jdock.driver.storage.overlay2.Overlay2Driver;
import org.jdock.driver.storage.vfs.VfsDriver;
import org.jdock.itest.images.TestImages;
import org.jdock.spi.storage.SnapshotInfo;
import org.jdock.spi.storage.StorageDriver;
import org.jdock.tck.TestContext;

/** This bundle's services on the real storage drivers, under one directory. */
final class Engine implements AutoCloseable, Settings {
  final Path root;
  final DirectRegistry registry = new DirectRegistry();
  final ImageStore store;
  final ImageService images;
  final RootFilesystemService roots;
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final List<String> mirrors;

  Engine(Path root) throws Exception {
    this(root, List.of());
  }

  Engine(Path root, List<String> mirrors) throws Exception {
    this.root = root;
    this.mirrors = mirrors;
    var overlay = new Overlay2Driver();
    overlay.open(TestContext.under(root.resolve("snapshots/overlay2")));
    registry.add("overlay2", overlay);
    var vfs = new VfsDriver();
    vfs.open(TestContext.under(root.resolve("snapshots/vfs")));
    registry.add("vfs", vfs);
    store = new ImageStore(this, registry);
    images = new ImageService(store);
    roots = new RootFilesystemService(store);
  }

  @Override
  public DaemonSettings current() {
    return new DaemonSettings(
        List.of(),
        root.resolve("data"),
        root.resolve("exec"),
        "t",
        "",
        mirrors,
        List.of(),
        "",
        "",
        "",
        "",
        Map.of(),
        "",
        "",
        List.of(),
        10,
        false);
  }

  @Override
  public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
    return () -> {};
  }

  void progress(Progress step) {
    String text =
        step.stream() != null
            ? step.stream()
            : (step.id() == null ? "" : step.id() + ": ") + step.status();
    lines.add(text);
  }

  void load(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      images.load(in, true, this::progress);
    }
  }

  /** Loads a test image. */
  void load(String name) throws IOException {
    Path archive = root.resolve("archive.tar");
    TestImages.shared().save(name, archive);
    load(archive);
    Files.delete(archive);
  }

  List<Path> blobs() throws IOException {
    try (var files = Files.list(root.resolve("data/content/blobs/sha256"))) {
      return files.toList();
    }
  }

  List<Path> ingest() throws IOException {
    try (var files = Files.list(root.resolve("data/content/ingest"))) {
      return files.toList();
    }
  }

  List<SnapshotInfo> snapshots(String driver) {
    return registry.call(StorageDriver.class, driver, StorageDriver::list);
  }

  @Override
  public void close() {
    store.close();
    registry.close();
  }
}
