package org.jdock.linux.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.linux.SyscallException;
import org.jdock.linux.namespace.Namespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {
  @TempDir Path tmp;

  private enum Way {
    CHOSEN,
    BY_LAYER,
    BY_DESCRIPTORS
  }

  private Path dir(String name) throws IOException {
    return Files.createDirectories(tmp.resolve(name));
  }

  private void check(int layers, String prefix, Way way) throws IOException {
    var lower = new ArrayList<Path>();
    for (int i = 0; i < layers; i++) {
      Path layer = dir(prefix + i);
      Files.writeString(layer.resolve("in" + i), "x");
      Files.writeString(layer.resolve("same"), "layer " + i);
      lower.add(layer);
    }
    Path upper = dir("upper");
    Path target = dir("merged");
    var overlay = new Overlay(lower, upper, dir("work"), List.of("index=off"));
    Namespaces.runInNew(
        Namespaces.MOUNT,
        () -> {
          long start = System.nanoTime();
          switch (way) {
            case BY_LAYER -> overlay.mountByLayer(target, MountFlags.NODEV);
            case BY_DESCRIPTORS -> overlay.mountByDescriptors(target, MountFlags.NODEV);
            default -> overlay.mount(target, MountFlags.NODEV);
          }
          System.out.printf(
              "overlay of %d layers, %s: %.2f ms%n",
              layers, way, (System.nanoTime() - start) / 1e6);
          assertEquals("layer 0", Files.readString(target.resolve("same")));
          for (int i = 0; i < layers; i++) {
            assertTrue(Files.exists(target.resolve("in" + i)), "layer " + i);
          }
          Files.writeString(target.resolve("new"), "y");
          Files.delete(target.resolve("same"));
          var mount =
              MountInfo.read().stream()
                  .filter(m -> m.mountPoint().equals(target.toString()))
                  .findFirst()
                  .orElseThrow();
          assertEquals("overlay", mount.type());
          assertTrue(mount.options().contains("nodev"));
          Mounts.umount(target, 0);
          return true;
        });
    assertEquals("y", Files.readString(upper.resolve("new")));
    assertTrue(org.jdock.linux.fs.FileStatus.of(upper.resolve("same")).isWhiteout());
    assertFalse(Files.exists(target.resolve("new")));
  }

  @Test
  void few() throws IOException {
    check(3, "l", Way.CHOSEN);
  }

  @Test
  void manyWithLongPaths() throws IOException {
    check(128, "l".repeat(120) + "/" + "m".repeat(120) + "/" + "n".repeat(120), Way.CHOSEN);
  }

  @Test
  void manyByLayer() throws IOException {
    check(300, "a-layer-whose-name-is-of-middling-length-", Way.BY_LAYER);
  }

  @Test
  void manyByDescriptorsAsForOlderKernels() throws IOException {
    check(128, "l".repeat(200) + "/", Way.BY_DESCRIPTORS);
  }

  @Test
  void specialCharacters() throws IOException {
    check(3, "a:b,c\\d \"e", Way.CHOSEN);
  }

  @Test
  void specialCharactersByDescriptors() throws IOException {
    check(3, "a:b,c\\d", Way.BY_DESCRIPTORS);
  }

  @Test
  void readOnly() throws IOException {
    Path one = dir("1");
    Path two = dir("2");
    Files.createFile(one.resolve("a"));
    Files.createFile(two.resolve("b"));
    Path target = dir("merged");
    Namespaces.runInNew(
        Namespaces.MOUNT,
        () -> {
          Overlay.readOnly(List.of(one, two)).mount(target, 0);
          assertTrue(Files.exists(target.resolve("a")) && Files.exists(target.resolve("b")));
          assertThrows(IOException.class, () -> Files.createFile(target.resolve("c")));
          return true;
        });
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Path target = dir("merged");
    Path absent = tmp.resolve("absent:1");
    var e =
        assertThrows(
            SyscallException.class,
            () ->
                Namespaces.runInNew(
                    Namespaces.MOUNT,
                    () -> {
                      Overlay.readOnly(List.of(absent, target)).mount(target, 0);
                      return true;
                    }));
    assertTrue(e.getMessage().contains("absent"), e.getMessage());
  }
}
