package org.jdock.image.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.image.ImageDetails;
import org.jdock.api.image.ImageRemoval;
import org.jdock.linux.mount.Mounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
  @TempDir Path root;

  @Test
  void loadedImagesAreListedAndSurviveARestart() throws Exception {
    String id;
    try (var engine = new Engine(root)) {
      engine.load("busybox:latest");
      assertEquals(List.of("Loaded image: busybox:latest\n"), engine.lines);
      ImageDetails details = engine.images.inspect("busybox");
      id = details.id();
      assertEquals(List.of("busybox:latest"), details.repoTags());
      assertEquals("amd64", details.architecture());
      assertTrue(details.size() > 500_000, "size " + details.size());
      assertEquals(List.of(), engine.ingest());
    }
    Path torn = Files.writeString(root.resolve("data/content/ingest/blob123"), "half");
    Path orphan = root.resolve("data/content/blobs/sha256").resolve("0".repeat(64));
    Files.writeString(orphan, "nobody's");
    try (var engine = new Engine(root)) {
      assertFalse(Files.exists(torn));
      assertFalse(Files.exists(orphan));
      assertEquals(id, engine.images.inspect(id.substring(7, 19)).id());
      assertEquals(1, engine.images.list(false, Filters.NONE).size());
      assertTrue(engine.images.list(false, Filters.NONE).getFirst().size() > 500_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlay2", "vfs"})
  void rootsAreMountedAndRemoved(String driver) throws Exception {
    try (var engine = new Engine(root)) {
      engine.load("nginx:latest");
      String id = engine.images.inspect("nginx").id();
      String key = "c".repeat(64);
      engine.roots.create(driver, key, id);
      engine.roots.create(driver, key, id);
      Path target = Files.createDirectory(root.resolve("mnt"));
      try {
        engine.roots.mount(driver, key, target);
        engine.roots.mount(driver, key, target);
        assertTrue(Files.isExecutable(target.resolve("usr/sbin/nginx")));
        Files.writeString(target.resolve("hello"), "world".repeat(10_000));
        assertTrue(engine.roots.usage(driver, key) > 40_000);
      } finally {
        engine.roots.unmount(target);
      }
      engine.roots.unmount(target);
      assertFalse(Mounts.isMountPoint(target));
      engine.roots.remove(driver, key);
      engine.roots.remove(driver, key);
      engine.roots.create(driver, key, id);
      engine.roots.create(driver, "d".repeat(64), id);
    }
    try (var engine = new Engine(root)) {
      engine.roots.keep(name -> name.equals(driver) ? Set.of("d".repeat(64)) : Set.of());
      engine.roots.reclaim(driver);
      var gone =
          assertThrows(ProblemException.class, () -> engine.roots.details(driver, "c".repeat(64)));
      assertEquals(Problem.NOT_FOUND, gone.problem());
      assertFalse(engine.roots.details(driver, "d".repeat(64)).isEmpty());
    }
  }

  @Test
  void removingTheLastNameRemovesContentAndLayers() throws Exception {
    try (var engine = new Engine(root)) {
      engine.load("busybox:latest");
      String id = engine.images.inspect("busybox").id();
      engine.images.tag("busybox", "other", "v1");
      assertEquals(
          List.of(new ImageRemoval("busybox:latest", null)),
          engine.images.remove("busybox", false, true));
      List<ImageRemoval> last = engine.images.remove("other:v1", false, true);
      assertEquals(new ImageRemoval("other:v1", null), last.getFirst());
      assertEquals(new ImageRemoval(null, id), last.get(1));
      assertTrue(last.size() > 2, "layers too");
      assertEquals(List.of(), engine.blobs());
      var e = assertThrows(ProblemException.class, () -> engine.images.inspect("busybox"));
      assertEquals("No such image: busybox:latest", e.getMessage());
    }
  }

  @Test
  void savedArchivesLoadAgain() throws Exception {
    Path archive = root.resolve("saved.tar");
    String id;
    try (var engine = new Engine(root)) {
      engine.load("nginx:latest");
      id = engine.images.inspect("nginx").id();
      try (var out = Files.newOutputStream(archive)) {
        engine.images.save(List.of("nginx"), out);
      }
    }
    try (var engine = new Engine(Files.createDirectory(root.resolve("second")))) {
      engine.load(archive);
      assertEquals(id, engine.images.inspect("nginx:latest").id());
    }
  }
}
