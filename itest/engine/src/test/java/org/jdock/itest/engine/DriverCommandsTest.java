package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator sees of drivers. */
@ExtendWith(SharedEngine.class)
class DriverCommandsTest {
  private final Engine engine;

  DriverCommandsTest(Engine engine) {
    this.engine = engine;
  }

  private String row(String kind, String name) {
    return engine
        .daemon()
        .jdock("driver", "list")
        .ok()
        .lines()
        .filter(line -> line.matches(kind + "\\s+" + name + "\\s.*"))
        .findFirst()
        .orElse("");
  }

  @Test
  void usersChange() {
    assertFalse(row("log", "json-file").contains("drivers-user"));
    engine.docker("run", "-d", "--name", "drivers-user", "busybox", "sleep", "600").ok();
    for (var driver :
        new String[][] {
          {"log", "json-file"},
          {"storage", "overlay2"},
          {"network", "bridge"},
          {"security", "default"}
        }) {
      assertTrue(row(driver[0], driver[1]).contains("drivers-user"), row(driver[0], driver[1]));
      assertTrue(row(driver[0], driver[1]).contains("ACTIVE"), row(driver[0], driver[1]));
    }
    engine.docker("rm", "-f", "drivers-user").ok();
    assertFalse(row("log", "json-file").contains("drivers-user"));
  }

  @Test
  void unknownNamesAreRefused() {
    var outcome = engine.daemon().jdock("driver", "info", "nope");
    assertEquals(1, outcome.exit());
    assertTrue(outcome.err().contains("nope"), outcome.err());
  }

  @Test
  void commandsFromTheShell() {
    assertEquals("hi", engine.daemon().jdock("run", "--rm", "busybox", "echo", "hi").ok());
    assertEquals(3, engine.daemon().jdock("run", "--rm", "busybox", "sh", "-c", "exit 3").exit());
    assertTrue(engine.daemon().jdock("ps").ok().startsWith("CONTAINER ID"));
  }
}
