package org.jdock.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.SnapshotInfo;
import org.jdock.spi.storage.StorageDriver;
import org.junit.jupiter.api.Test;

/**
 * The conformance suite of {@link StorageDriver}. A driver's test class extends it, is public, has
 * a public constructor without parameters, and makes new instances in {@link #newDriver}. It runs
 * as root, on the file system of the temporary directory. Which tests apply follows from the
 * capabilities that the driver declares.
 */
public abstract class StorageDriverTck extends StorageContents {
  private static final int THREADS = 16;
  private static final int KILLS = 5;
  private static final int SWEEP_TRIES = 200;
  private static final long SWEEP_PAUSE_MILLIS = 50;

  @Test
  void twoInstancesTakeTurns() throws Exception {
    StorageDriver newer = openAnother();
    try (var tree = mount(driver().prepare("k", null))) {
      Files.writeString(tree.path("a"), "1");
    }
    assertEquals(driver().mounts("k"), newer.mounts("k"));
    newer.commit("base", "k", null);
    assertEquals(SnapshotInfo.Kind.COMMITTED, driver().stat("base").kind());
    List<Mount> mounts = driver().prepare("c", "base");
    assertEquals(mounts, newer.prepare("c", "base"));
    newer.remove("c");
    newer.prepare("c", null);
    assertEquals(null, driver().stat("c").parent());
    assertNotEquals(mounts, driver().mounts("c"));
    driver().remove("c");
    newer.remove("base");
    assertEquals(List.of(), driver().list());
    newer.prepare("base", null);
    assertEquals(SnapshotInfo.Kind.ACTIVE, driver().stat("base").kind());
  }

  @Test
  void whatOneInstanceWroteAnotherReads() throws Exception {
    layer("base", null, file("a", "1"));
    driver().prepare("c", "base");
    var before = new HashSet<>(driver().list());
    List<Mount> mounts = driver().mounts("c");
    driver().close();
    StorageDriver next = openAnother();
    assertEquals(before, new HashSet<>(next.list()));
    assertEquals(mounts, next.mounts("c"));
    try (var tree = mount(next.mounts("c"))) {
      assertEquals("1", Files.readString(tree.path("a")));
    }
  }

  /** A newcomer tidies up as it opens; what others are doing at that moment is theirs. */
  @Test
  void openingSparesTheWorkOfALiveInstance() throws Exception {
    layer("base", null, StorageDriverTck::someFiles);
    var done = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(1, Thread.ofPlatform().factory())) {
      Future<?> maker =
          threads.submit(() -> {
            for (int i = 0; i < 30; i++) {
              driver().prepare("k" + i, "base");
              driver().commit("n" + i, "k" + i, "base");
              done.add("n" + i);
            }
            return null;
          });
      while (!maker.isDone()) {
        StorageDriver newcomer = openAnother();
        newcomer.list();
        newcomer.close();
      }
      maker.get();
    }
    for (String name : done) {
      look(name, tree -> assertTrue(Files.exists(tree.path("f7")), name));
    }
  }

  private static void someFiles(Mounted tree) throws IOException {
    for (int i = 0; i < 50; i++) {
      Files.writeString(tree.path("f" + i), "text");
    }
  }

  @Test
  void manyThreadsAtOnce() throws Exception {
    StorageDriver other = openAnother();
    layer("base", null, StorageDriverTck::someFiles);
    var start = new CyclicBarrier(THREADS);
    var shared = new ArrayList<Future<List<Mount>>>();
    try (var threads = Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().factory())) {
      for (int i = 0; i < THREADS; i++) {
        StorageDriver mine = i % 2 == 0 ? driver() : other;
        StorageDriver last = i % 2 == 0 ? other : driver();
        String key = "t" + i;
        Callable<List<Mount>> work =
            () -> {
              start.await();
              List<Mount> mounts = mine.prepare("shared", "base");
              mine.prepare(key, "base");
              last.commit(key + "-done", key, "base");
              mine.prepare(key + "-gone", key + "-done");
              mine.list();
              last.remove(key + "-gone");
              return mounts;
            };
        shared.add(threads.submit(work));
      }
    }
    for (Future<List<Mount>> each : shared) {
      assertEquals(driver().mounts("shared"), each.get());
    }
    assertEquals(THREADS + 2, driver().list().size());
    look("t3-done", tree -> assertEquals("text", Files.readString(tree.path("f7"))));
  }

  @Test
  void aKilledProcessLeavesNothingHalf() throws Exception {
    long empty = directories();
    for (int i = 0; i < KILLS; i++) {
      killAtWork(20L + 37L * i);
      StorageDriver next = openAnother();
      var names = new HashSet<String>();
      for (SnapshotInfo info : next.list()) {
        names.add(info.name());
      }
      for (SnapshotInfo info : next.list()) {
        assertEquals(info, next.stat(info.name()));
        assertTrue(info.parent() == null || names.contains(info.parent()), info::toString);
        if (info.kind() == SnapshotInfo.Kind.ACTIVE) {
          mount(next.mounts(info.name())).close();
        }
      }
      for (String name : names) {
        if (name.startsWith("n")) {
          look(name, tree -> assertTrue(Files.exists(tree.path(CrashChild.MARK)), name));
        }
      }
      for (int round = 0; !next.list().isEmpty() && round < 3; round++) {
        for (SnapshotInfo info : next.list()) {
          if (next.list().stream().noneMatch(o -> info.name().equals(o.parent()))) {
            next.remove(info.name());
          }
        }
      }
      assertEquals(List.of(), next.list());
      awaitDirectories(empty);
    }
  }

  private void killAtWork(long millis) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                getClass().getName(),
                temp().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals(CrashChild.READY, lines.readLine());
      Thread.sleep(millis);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private long directories() throws IOException {
    try (var all = Files.walk(root())) {
      return all.filter(Files::isDirectory).count();
    }
  }

  private void awaitDirectories(long wanted) throws Exception {
    long found = -1;
    for (int i = 0; i < SWEEP_TRIES && found != wanted; i++) {
      Thread.sleep(i == 0 ? 0 : SWEEP_PAUSE_MILLIS);
      try {
        found = directories();
      } catch (UncheckedIOException e) {
        found = -1; // deleted while it was looked at
      }
    }
    assertEquals(wanted, found, "directories once all is removed and swept");
  }

  @Test
  void aTornFileIsSetAsideAndHarmsNoOther() throws Exception {
    layer("whole", null, file("a", "1"));
    driver().prepare("torn-key-of-tck", "whole");
    driver().close();
    int torn = 0;
    try (var files = Files.walk(root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains("torn-key-of-tck")) {
          Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
          torn++;
        }
      }
    }
    StorageDriver next = openAnother();
    var names = StorageCalls.names(next);
    assertTrue(names.contains("whole"));
    assertEquals(torn == 0, names.contains("torn-key-of-tck"));
    assertFalse(next.mounts(newKey(next)).isEmpty());
    next.prepare("torn-key-of-tck", "whole");
    try (var tree = mount(next.mounts("torn-key-of-tck"))) {
      assertEquals("1", Files.readString(tree.path("a")));
    }
  }

  private static String newKey(StorageDriver driver) throws Exception {
    driver.prepare("after", "whole");
    return "after";
  }
}
