package org.jdock.container.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerStoreTest {
  private static final String ID = "ab".repeat(32);

  @TempDir Path root;

  private Layout layout;
  private ContainerStore store;

  @BeforeEach
  void aContainerWithARun() throws IOException {
    layout = new Layout(root.resolve("data"), root.resolve("run"));
    store = new ContainerStore(layout);
    store.open();
    store.prepare(ID);
    Files.writeString(layout.file(ID, "config.json"), "{}");
    Files.writeString(layout.file(ID, "hosts"), "");
    Files.createDirectories(layout.rootfs(ID));
    Files.writeString(layout.bundle(ID).resolve("config.json"), "{}");
    Files.writeString(layout.exits().resolve(ID), "0");
  }

  private void assertNothingIsLeft() {
    assertFalse(Files.exists(layout.directory(ID)));
    assertFalse(Files.exists(layout.bundle(ID)));
    assertFalse(Files.exists(layout.exits().resolve(ID)));
  }

  @Test
  void whatIsDeletedLaterIsNoContainerAtOnceAndGoneInTheEnd() {
    store.deleteLater(ID, () -> true);
    assertFalse(Files.exists(layout.file(ID, "config.json")));
    store.close();
    assertNothingIsLeft();
  }

  @Test
  void theBundleOfOneThatItsRuntimeStillKnowsStays() {
    store.deleteLater(ID, () -> false);
    store.close();
    assertFalse(Files.exists(layout.directory(ID)));
    assertEquals(List.of(ID), store.bundles());
  }

  /** The rest, its bundle, is for recovery, which asks the runtimes for it first. */
  @Test
  void whatACrashLeavesOfItGoesAtTheNextStart() throws IOException {
    Files.delete(layout.file(ID, "config.json"));
    assertTrue(Files.exists(layout.directory(ID)));
    assertEquals(List.of(), store.read());
    assertFalse(Files.exists(layout.directory(ID)));
    assertEquals(List.of(ID), store.bundles());
    store.deleteBundle(ID);
    assertNothingIsLeft();
  }
}
