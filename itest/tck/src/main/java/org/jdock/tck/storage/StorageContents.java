package org.jdock.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Objects;
import org.jdock.linux.fs.Xattrs;
import org.jdock.spi.storage.StorageDriver;
import org.junit.jupiter.api.Test;

/** What is in a snapshot, seen through the kernel. */
abstract class StorageContents extends StorageCalls {
  private static final int MANY = 120;

  @Test
  void aNewFileSystemIsEmptyAndOpenToAll() throws Exception {
    try (var tree = mount(driver().prepare("k", null))) {
      try (var entries = Files.list(tree.path(""))) {
        assertEquals(0, entries.count());
      }
      assertEquals(0755, mode(tree.path("")));
    }
  }

  @Test
  void laterLayersAddChangeAndDelete() throws Exception {
    layer(
        "one",
        null,
        tree -> {
          Files.writeString(tree.path("kept"), "1");
          Files.writeString(tree.path("changed"), "1");
          Files.writeString(tree.path("deleted"), "1");
          Files.createDirectories(tree.path("dir/sub"));
          Files.writeString(tree.path("dir/sub/old"), "1");
        });
    layer(
        "two",
        "one",
        tree -> {
          Files.writeString(tree.path("changed"), "2");
          Files.delete(tree.path("deleted"));
          run("rm", "-r", tree.path("dir").toString());
          Files.createDirectory(tree.path("dir"));
          Files.writeString(tree.path("dir/new"), "2");
        });
    look(
        "two",
        tree -> {
          assertEquals("1", Files.readString(tree.path("kept")));
          assertEquals("2", Files.readString(tree.path("changed")));
          assertFalse(Files.exists(tree.path("deleted"), LinkOption.NOFOLLOW_LINKS));
          assertFalse(Files.exists(tree.path("dir/sub")), "what a remade directory had is gone");
          assertEquals("2", Files.readString(tree.path("dir/new")));
        });
    look("one", tree -> assertEquals("1", Files.readString(tree.path("dir/sub/old"))));
    layer("three", "two", file("deleted", "3"));
    look("three", tree -> assertEquals("3", Files.readString(tree.path("deleted"))));
  }

  @Test
  void ownersModesTimesLinksAttributesAndNodesSurvive() throws Exception {
    var time = FileTime.from(Instant.parse("2001-02-03T04:05:06.123456789Z"));
    layer(
        "one",
        null,
        tree -> {
          Path file = Files.writeString(tree.path("f"), "text");
          Files.setAttribute(file, "unix:uid", 1234);
          Files.setAttribute(file, "unix:gid", 4321);
          Files.setAttribute(file, "unix:mode", 04751);
          attributes(file).write("note", StandardCharsets.UTF_8.encode("kept"));
          Files.createLink(tree.path("g"), file);
          Files.createSymbolicLink(tree.path("dangling"), Path.of("/no/where"));
          run("mknod", tree.path("null").toString(), "c", "1", "3");
          run("mkfifo", tree.path("fifo").toString());
          Files.setLastModifiedTime(file, time);
        });
    layer("two", "one", file("other", "2"));
    driver().prepare("c", "two");
    try (var tree = mount(driver().mounts("c"))) {
      Path file = tree.path("f");
      var unix = Files.readAttributes(file, "unix:uid,gid,nlink,ino");
      assertEquals(1234, unix.get("uid"));
      assertEquals(4321, unix.get("gid"));
      assertEquals(2, unix.get("nlink"));
      assertEquals(unix.get("ino"), Files.getAttribute(tree.path("g"), "unix:ino"));
      assertEquals(04751, mode(file));
      assertEquals(time, Files.getLastModifiedTime(file));
      var note = ByteBuffer.allocate(16);
      attributes(file).read("note", note);
      assertEquals("kept", StandardCharsets.UTF_8.decode(note.flip()).toString());
      assertEquals(Path.of("/no/where"), Files.readSymbolicLink(tree.path("dangling")));
      assertEquals(020000 | 0644, typeAndMode(tree.path("null")));
      assertEquals(010000 | 0644, typeAndMode(tree.path("fifo")));
    }
  }

  @Test
  void theRootOfTheFileSystemKeepsItsOwnerAndMode() throws Exception {
    layer(
        "one",
        null,
        tree -> {
          Files.setAttribute(tree.path(""), "unix:gid", 77);
          Files.setAttribute(tree.path(""), "unix:mode", 01770);
        });
    driver().prepare("c", "one");
    try (var tree = mount(driver().mounts("c"))) {
      assertEquals(01770, mode(tree.path("")));
      assertEquals(77, Files.getAttribute(tree.path(""), "unix:gid"));
    }
  }

  @Test
  void aViewIsReadOnlyOnAnyNumberOfLayers() throws Exception {
    layer("one", null, file("a", "1"));
    layer("two", "one", file("b", "2"));
    for (String parent : new String[] {null, "one", "two"}) {
      String key = "view-of-" + parent;
      try (var tree = mount(driver().view(key, parent))) {
        assertThrows(IOException.class, () -> Files.writeString(tree.path("x"), "x"));
        assertEquals(parent != null, Files.exists(tree.path("a")));
      }
    }
  }

  @Test
  void siblingsDoNotSeeEachOther() throws Exception {
    layer("one", null, file("a", "1"));
    driver().prepare("x", "one");
    driver().prepare("y", "one");
    try (var x = mount(driver().mounts("x"));
        var y = mount(driver().mounts("y"))) {
      Files.writeString(x.path("a"), "x");
      Files.delete(y.path("a"));
      assertEquals("x", Files.readString(x.path("a")));
      assertFalse(Files.exists(y.path("a")));
    }
    look("one", tree -> assertEquals("1", Files.readString(tree.path("a"))));
  }

  @Test
  void moreThanAHundredLayers() throws Exception {
    String parent = null;
    for (int i = 0; i < MANY; i++) {
      int number = i;
      parent =
          layer(
              "sha256:" + "%064x".formatted(i),
              parent,
              tree -> {
                Files.writeString(tree.path("f" + number), "" + number);
                if (number > 0) {
                  Files.delete(tree.path("gone-soon"));
                }
                Files.writeString(tree.path("gone-soon"), "" + number);
              });
    }
    driver().prepare("c", parent);
    try (var tree = mount(driver().mounts("c"))) {
      for (int i = 0; i < MANY; i++) {
        assertEquals("" + i, Files.readString(tree.path("f" + i)));
      }
      assertEquals("" + (MANY - 1), Files.readString(tree.path("gone-soon")));
      Files.writeString(tree.path("f0"), "new");
    }
    look(
        "sha256:" + "%064x".formatted(0),
        tree -> assertEquals("0", Files.readString(tree.path("f0"))));
  }

  @Test
  void layersUnpackedSideBySideAreStackedAtCommit() throws Exception {
    if (!can(StorageDriver.REBASE)) {
      return; // aChangeOfParentNeedsRebase tests the refusal
    }
    driver().prepare("extract-a", null);
    driver().prepare("extract-b", null);
    try (var b = mount(driver().mounts("extract-b"));
        var a = mount(driver().mounts("extract-a"))) {
      Files.writeString(b.path("new"), "b");
      run("mknod", b.path("deleted").toString(), "c", "0", "0");
      Files.writeString(a.path("deleted"), "a");
      Files.writeString(a.path("kept"), "a");
      Files.writeString(Files.createDirectory(a.path("remade")).resolve("old"), "a");
      Files.writeString(Files.createDirectory(b.path("remade")).resolve("fresh"), "b");
      Xattrs.set(b.path("remade"), "trusted.overlay.opaque", new byte[] {'y'});
    }
    driver().commit("a", "extract-a", null);
    driver().commit("b", "extract-b", "a");
    look(
        "b",
        tree -> {
          assertEquals("a", Files.readString(tree.path("kept")));
          assertEquals("b", Files.readString(tree.path("new")));
          assertFalse(Files.exists(tree.path("deleted"), LinkOption.NOFOLLOW_LINKS));
          assertFalse(Files.exists(tree.path("remade/old")));
          assertEquals("b", Files.readString(tree.path("remade/fresh")));
        });
    layer("c", "b", file("deleted", "c"));
    look("c", tree -> assertTrue(Files.isRegularFile(tree.path("deleted"))));
  }

  private static UserDefinedFileAttributeView attributes(Path file) {
    return Objects.requireNonNull(
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class));
  }

  private static int mode(Path path) throws IOException {
    return typeAndMode(path) & 07777;
  }

  private static int typeAndMode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }
}
