package org.jdock.registry.internal.bundle;

import java.nio.file.Path;

/** A process of its own that upgrades a driver, and is killed in the middle of it. */
public final class Victim extends FrameworkTest {
  private Victim() {}

  /**
   * Upgrades until a step.
   *
   * @param arguments the directory, the newer jar, and the step
   */
  public static void main(String[] arguments) throws Exception {
    Victim victim = new Victim();
    victim.dir = Path.of(arguments[0]);
    victim.start(_ -> {});
    DriverChanges changes = victim.drivers.changes();
    changes.steps(step -> {
      if (step.name().equals(arguments[2])) {
        kill();
      }
    });
    changes.upgrade(Path.of(arguments[1]), Origin.LOCAL);
  }

  private static void kill() {
    try {
      String me = Long.toString(ProcessHandle.current().pid());
      int code = new ProcessBuilder("kill", "-KILL", me).start().waitFor();
      throw new AssertionError("kill answered " + code);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
