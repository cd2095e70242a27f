package org.jdock.image.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.image.ImageUsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoveTest {
  private static final String CONTAINER = "abcdef012345" + "0".repeat(52);

  @TempDir Path root;

  private static String refusal(Engine engine, String name, boolean force) {
    var e = assertThrows(ProblemException.class, () -> engine.images.remove(name, force, true));
    assertEquals(Problem.CONFLICT, e.problem());
    return e.getMessage();
  }

  @Test
  void whatContainersUseStays() throws Exception {
    try (var engine = new Engine(root)) {
      engine.load("hello-world:latest");
      String id = engine.images.inspect("hello-world").id();
      String brief = id.substring(7, 19);
      engine.roots.create("overlay2", CONTAINER, id);
      ImageUsers stopped = _ -> List.of(new ImageUsers.User(CONTAINER, false));
      engine.images.addUsers(stopped);
      assertEquals(
          "conflict: unable to remove repository reference \"hello-world:latest\" (must force) -"
              + " container abcdef012345 is using its referenced image "
              + brief,
          refusal(engine, "hello-world", false));
      assertEquals(
          "conflict: unable to delete "
              + brief
              + " (must be forced) - image is being used by stopped container abcdef012345",
          refusal(engine, brief, false));
      engine.images.removeUsers(stopped);
      engine.images.addUsers(_ -> List.of(new ImageUsers.User(CONTAINER, true)));
      assertEquals(
          "conflict: unable to delete "
              + brief
              + " (cannot be forced) - image is being used by running container abcdef012345",
          refusal(engine, brief, true));
      assertEquals(1, engine.images.remove("hello-world", true, true).size());
      assertEquals(List.of(), engine.images.inspect(id).repoTags());
      assertEquals(0, engine.images.prune(Filters.NONE).removed().size());
    }
  }

  @Test
  void layersUnderAContainerGoWithIt() throws Exception {
    try (var engine = new Engine(root)) {
      engine.load("hello-world:latest");
      String id = engine.images.inspect("hello-world").id();
      engine.roots.create("overlay2", CONTAINER, id);
      engine.images.remove("hello-world", true, true);
      assertEquals(2, engine.snapshots("overlay2").size());
      engine.roots.remove("overlay2", CONTAINER);
      assertEquals(List.of(), engine.snapshots("overlay2"));
    }
  }

  @Test
  void anIdWithSeveralNamesMustBeForced() throws Exception {
    try (var engine = new Engine(root)) {
      engine.load("hello-world:latest");
      String id = engine.images.inspect("hello-world").id();
      engine.images.tag(id, "other/name", null);
      assertEquals(
          List.of("hello-world:latest", "other/name:latest"), engine.images.inspect(id).repoTags());
      assertEquals(
          "conflict: unable to delete "
              + id.substring(7, 19)
              + " (must be forced) - image is referenced in multiple repositories",
          refusal(engine, id, false));
      assertEquals(
          "hello-world:latest", engine.images.remove(id, true, true).getFirst().untagged());
      assertEquals(List.of(), engine.images.list(true, Filters.NONE));
    }
  }

  @Test
  void pruneTakesWhatNothingUses() throws Exception {
    try (var engine = new Engine(root)) {
      engine.load("hello-world:latest");
      engine.load("busybox:latest");
      assertEquals(List.of(), engine.images.prune(Filters.NONE).removed());
      engine.images.tag("hello-world", "busybox", "latest");
      assertEquals(
          1, engine.images.list(false, new Filters(Map.of("dangling", List.of("true")))).size());
      var report = engine.images.prune(Filters.NONE);
      assertTrue(report.reclaimed() > 500_000, "reclaimed " + report.reclaimed());
      engine.images.prune(new Filters(Map.of("dangling", List.of("false"))));
      assertEquals(List.of(), engine.images.list(true, Filters.NONE));
      assertEquals(List.of(), engine.blobs());
    }
  }

  @Test
  void historyTellsTheStepsNewestFirst() throws Exception {
    try (var engine = new Engine(root)) {
      engine.load("nginx:latest");
      var history = engine.images.history("nginx");
      assertEquals(engine.images.inspect("nginx").id(), history.getFirst().id());
      assertEquals("<missing>", history.getLast().id());
      assertEquals(
          engine.images.inspect("nginx").size(), history.stream().mapToLong(s -> s.size()).sum());
    }
  }
}
