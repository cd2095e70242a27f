package org.jdock.container.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerDetails;
import org.jdock.api.container.Containers.Waiting;
import org.jdock.api.image.ImageUsers;
import org.jdock.api.image.Platform;
import org.jdock.container.internal.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers by a real runtime. */
class LifecycleTest {
  @TempDir private Path base;
  private Host host;
  private ContainerService service;

  @BeforeEach
  void open() throws Exception {
    host = new Host(base);
    service = host.service();
  }

  @AfterEach
  void close() throws Exception {
    for (var c : service.list(true, 0, false, Filters.NONE)) {
      service.remove(c.id(), true, true);
    }
    service.deactivate();
    assertEquals(List.of(), host.remains());
    for (Path group : host.cgroups()) {
      Files.delete(group); // fails when a container's group is left in it
    }
  }

  private String create(String name, String hostConfig, String... command) {
    String cmd = "['" + String.join("','", command) + "']";
    return service
        .create(name, Samples.config("{image:box,cmd:" + cmd + "}"), Samples.host(hostConfig))
        .id();
  }

  @Test
  void runsToItsEndAndTellsTheCode() throws Exception {
    String id = create("one", "{}", "sh", "-c", "exit 7");
    assertEquals("created", service.inspect("one", false).state().status());
    try (Waiting exit = service.await(id, "next-exit")) {
      service.start("one");
      assertEquals(7, exit.await());
    }
    ContainerDetails after = service.inspect(id.substring(0, 9), false);
    assertEquals("exited", after.state().status());
    assertEquals(7, after.state().exitCode());
    assertEquals(List.of("create", "start", "die"), host.actions());
    assertEquals("7", host.events.getLast().attributes().get("exitCode"));
    assertEquals(List.of(), host.remains());
    try (Waiting now = service.await(id, "not-running")) {
      assertEquals(7, now.await());
    }
  }

  @Test
  void whoUsesWhatIsKnownBeforeTheContainersAreTakenOver() throws Exception {
    String id = create("user", "{}", "sleep", "1000");
    String image = service.inspect(id, false).image();
    service.start(id);
    service.deactivate();
    ContainerTable table = host.table();
    assertEquals(List.of(new ImageUsers.User(id, true)), table.usersOf(image));
    assertEquals(List.of("user"), table.usersOf("runtime", "runc"));
    assertEquals(List.of(), table.usersOf("network", "host")); // not its to say

    service = host.service(table);
    String second = create("second", "{}", "true");
    assertEquals(2, table.usersOf(image).size());
    assertEquals(List.of("second", "user"), table.usersOf("security", "default"));
    service.kill(id, "KILL");
    service.remove(id, false, false);
    assertEquals(List.of(new ImageUsers.User(second, false)), table.usersOf(image));
  }

  @Test
  void whatIsToBeRemovedIsGoneWhenTheWaitEnds() throws Exception {
    String id = create("rm", "{autoRemove:true}", "true");
    try (Waiting removed = service.await(id, "removed")) {
      service.start(id);
      assertEquals(0, removed.await());
    }
    ProblemException e = assertThrows(ProblemException.class, () -> service.inspect(id, false));
    assertEquals("No such container: " + id, e.getMessage());
    // Without its config.json it is no container; the other files go after the answer.
    for (int i = 0; i < 500 && Files.exists(base.resolve("data/containers").resolve(id)); i++) {
      Thread.sleep(10);
    }
    assertFalse(Files.exists(base.resolve("data/containers").resolve(id)));
    create("rm", "{}", "true"); // its name is free
  }

  @Test
  void aCommandThatIsNotThereLeavesNothing() throws Exception {
    String id = create("bad", "{}", "nonesuch");
    ProblemException e = assertThrows(ProblemException.class, () -> service.start(id));
    assertEquals(Problem.INVALID, e.problem());
    assertTrue(
        e.getMessage().contains("exec: \"nonesuch\": executable file not found in $PATH: unknown"),
        e.getMessage());
    var state = service.inspect(id, false).state();
    assertEquals("created", state.status());
    assertEquals(127, state.exitCode());
    assertFalse(state.error().isEmpty());
    assertEquals(List.of(), host.remains());
  }

  @Test
  void stopsPausesAndKills() throws Exception {
    String id = create("long", "{}", "sleep", "1000");
    service.start(id);
    assertEquals(
        Problem.NOT_MODIFIED,
        assertThrows(ProblemException.class, () -> service.start(id)).problem());
    assertTrue(
        assertThrows(ProblemException.class, () -> service.remove(id, false, false))
            .getMessage()
            .startsWith("cannot remove container \"/long\": container is running: stop"));
    service.pause(id);
    assertTrue(
        service.list(false, 0, false, Filters.NONE).getFirst().status().endsWith("(Paused)"));
    service.unpause(id);
    service.stop(id, null, 0);
    assertEquals(137, service.inspect(id, false).state().exitCode());
    assertEquals(
        Problem.NOT_MODIFIED,
        assertThrows(ProblemException.class, () -> service.stop(id, null, null)).problem());
    service.restart(id, null, 0);
    assertTrue(service.inspect(id, false).state().running());
    service.kill(id, "KILL");
    assertFalse(service.inspect(id, false).state().running());
    assertTrue(
        assertThrows(ProblemException.class, () -> service.kill(id, null))
            .getMessage()
            .endsWith("Container " + id + " is not running"));
  }

  @Test
  void aPolicyStartsItAgainUntilItIsStopped() throws Exception {
    String id = create("again", "{restartPolicy:{name:always}}", "sh", "-c", "exit 1");
    service.start(id);
    for (int i = 0; i < 2; i++) {
      try (Waiting exit = service.await(id, "next-exit")) {
        assertEquals(1, exit.await());
      }
    }
    assertTrue(service.inspect(id, false).restartCount() > 0);
    service.stop(id, null, null);
    assertEquals("exited", service.inspect(id, false).state().status());
  }

  @Test
  void anotherDaemonTakesOver() throws Exception {
    String running = create("running", "{}", "sleep", "1000");
    String ending =
        create("ending", "{}", "sh", "-c", "while test ! -e /tmp/go; do sleep 0.01; done; exit 5");
    service.start(running);
    service.start(ending);
    int pid = service.inspect(running, false).state().pid();
    service.deactivate();
    Path exit = base.resolve("exec/exits").resolve(ending);
    Files.createFile(base.resolve("image/tmp/go"));
    while (!Files.exists(exit) || Files.size(exit) == 0) {
      Thread.sleep(5);
    }
    Files.createDirectories(base.resolve("data/containers").resolve("c".repeat(64))); // half-made
    service = host.service();
    assertEquals(pid, service.inspect("running", false).state().pid());
    assertEquals(5, service.inspect("ending", false).state().exitCode());
    assertEquals("exited", service.inspect("ending", false).state().status());
    assertEquals(2, service.list(true, 0, false, Filters.NONE).size());
    service.stop(running, "KILL", 5);
    assertEquals(137, service.inspect(running, false).state().exitCode());
  }

  @Test
  void namesAreUniqueAndCanBeChanged() {
    String first = create("web", "{}", "true");
    ProblemException e = assertThrows(ProblemException.class, () -> create("web", "{}", "true"));
    assertEquals(Problem.CONFLICT, e.problem());
    assertEquals(
        "Conflict. The container name \"/web\" is already in use by container \""
            + first
            + "\". You have to remove (or rename) that container to be able to reuse that name.",
        e.getMessage());
    service.rename("web", "old");
    String second = create("web", "{}", "true");
    assertEquals(first, service.inspect("/old", false).id());
    assertEquals(second, service.inspect("web", false).id());
    assertEquals(
        "No such image: nope:latest",
        assertThrows(
                ProblemException.class,
                () -> service.create(null, Samples.config("{image:nope}"), Samples.host("{}")))
            .getMessage());
  }

  @Test
  void anImageOfAnotherPlatformIsNotFoundOrWarnedOf() {
    var config = Samples.config("{image:box,cmd:[sh]}");
    var asked = Platform.parse("linux/s390x");
    var e =
        assertThrows(
            ProblemException.class,
            () -> service.create("other", config, Samples.host("{}"), List.of(), asked));
    assertEquals(Problem.NOT_FOUND, e.problem());
    assertEquals(
        "image with reference box was found but does not match the specified platform: wanted"
            + " linux/s390x, actual: "
            + Platform.host(),
        e.getMessage());
    host.platform = asked;
    assertEquals(
        List.of(
            "The requested image's platform (linux/s390x) does not match the detected host platform"
                + " ("
                + Platform.host()
                + ") and no specific platform was requested"),
        service.create("warned", config, Samples.host("{}")).warnings());
    var made = service.create("wanted", config, Samples.host("{}"), List.of(), asked);
    assertEquals(List.of(), made.warnings());
  }
}
