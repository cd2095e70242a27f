package org.jdock.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.linux.mount.MountInfo;
import org.jdock.spi.DriverException;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.StorageDriver;
import org.jdock.tck.TestContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is open on a directory of the test's own, and short ways to make layers with it.
 */
abstract class StorageFixture {
  /** Cleaned here, after the driver's background work has ended. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private @Nullable Path temp;

  private final List<StorageDriver> open = new ArrayList<>();
  private @Nullable StorageDriver first;

  /** A new instance, not yet opened. Called several times a test. */
  protected abstract StorageDriver newDriver();

  @BeforeEach
  void openDriver() throws Exception {
    first = openAnother();
  }

  @AfterEach
  void closeAll() throws Exception {
    open.forEach(StorageDriver::close);
    String mine = temp().toRealPath() + "/";
    List<String> left =
        MountInfo.read().stream()
            .map(MountInfo::mountPoint)
            .filter(m -> m.startsWith(mine))
            .toList();
    assertEquals(List.of(), left, "mounts that the test left");
    deleteTree(temp());
  }

  private static void deleteTree(Path tree) throws IOException, InterruptedException {
    Process rm = new ProcessBuilder("rm", "-rf", "--", tree.toString()).inheritIO().start();
    assertEquals(0, rm.waitFor(), "rm of " + tree);
  }

  final Path temp() {
    Path given = temp;
    if (given == null) {
      throw new IllegalStateException("outside of a test");
    }
    return given;
  }

  final Path root() {
    return temp().resolve("root");
  }

  final StorageDriver driver() {
    StorageDriver given = first;
    if (given == null) {
      throw new IllegalStateException("outside of a test");
    }
    return given;
  }

  /** A further instance on the same root, closed at the end of the test. */
  final StorageDriver openAnother() throws Exception {
    StorageDriver another = newDriver();
    another.open(TestContext.under(temp()));
    open.add(another);
    return another;
  }

  final boolean can(String capability) {
    return driver().capabilities().contains(capability);
  }

  final Mounted mount(List<Mount> mounts) throws IOException {
    return Mounted.at(temp(), mounts);
  }

  /** Fills a snapshot. */
  @FunctionalInterface
  interface Filling {
    void fill(Mounted tree) throws Exception;
  }

  /** A committed layer; its name. */
  final String layer(String name, @Nullable String parent, Filling filling) throws Exception {
    String key = "extract-" + name;
    try (var tree = mount(driver().prepare(key, parent))) {
      filling.fill(tree);
    }
    driver().commit(name, key, parent);
    return name;
  }

  /** Looks at a committed layer through a view. */
  final void look(String name, Filling look) throws Exception {
    String key = "look-" + name;
    try (var tree = mount(driver().view(key, name))) {
      look.fill(tree);
    }
    driver().remove(key);
  }

  static Filling file(String path, String text) {
    return tree -> Files.writeString(tree.path(path), text);
  }

  static void refused(DriverException.Kind kind, Executable call) {
    DriverException e = assertThrows(DriverException.class, call);
    assertEquals(kind, e.kind(), e.getMessage());
  }

  static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor(), String.join(" ", command));
  }
}
