package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The store knows how each jar came here. */
class OriginTest extends FrameworkTest {
  private Origin origin() {
    return Objects.requireNonNull(registry.store().entry("vendor.log")).origin();
  }

  @Test
  void isKeptThroughUpgradesRollbacksAndRestarts() throws Exception {
    drivers.changes().install(GOOD.make(dir, "1.0.0"), Origin.NETWORK);
    drivers.changes().upgrade(GOOD.make(dir, "1.1.0"), Origin.LOCAL);
    assertEquals(Origin.LOCAL, origin());
    stop();
    start();
    assertEquals(Origin.LOCAL, origin());
    drivers.rollback("vendor");
    assertEquals(Origin.NETWORK, origin());
  }

  @Test
  void aStateFileWithoutItIsRead() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    stop();
    var file = dir.resolve("data/drivers/state.json");
    var old = Files.readString(file).replaceAll("\"(o|previousO)rigin\": \"LOCAL\",", "");
    assertFalse(old.contains("rigin"), old);
    Files.writeString(file, old);
    start();
    assertEquals("1.0.0", version());
    assertEquals(Origin.LOCAL, origin());
  }
}
