package org.jdock.launcher.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
  @TempDir Path dir;

  @Test
  void aStartThatFailedLeavesNoFolders() throws Exception {
    var lock = RootLock.take("data root", dir.resolve("a/b"));
    assertTrue(Files.exists(dir.resolve("a/b/lock")));
    lock.undo();
    assertFalse(Files.exists(dir.resolve("a")));
  }

  @Test
  void whatWasThereBeforeOrIsUsedStays() throws Exception {
    Files.createDirectory(dir.resolve("a"));
    var lock = RootLock.take("data root", dir.resolve("a/b"));
    Files.writeString(dir.resolve("a/b/kept"), "");
    lock.undo();
    assertTrue(Files.exists(dir.resolve("a/b/kept")));
    RootLock.take("data root", dir.resolve("a/b")).close();
  }

  @Test
  void aPidFileIsWrittenOverOneOfACrashAndRemoved() throws Exception {
    var path = dir.resolve("new/pid");
    Files.createDirectories(path.getParent());
    Files.writeString(path, "1\n");
    try (var file = PidFile.write(path)) {
      assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(path));
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void aPidFileThatBecameAnothersIsLeftAlone() throws Exception {
    var path = dir.resolve("pid");
    try (var file = PidFile.write(path)) {
      Files.writeString(path, "7\n");
    }
    assertEquals("7\n", Files.readString(path));
  }

  @Test
  void stepsAreUndoneLastFirstWhateverFails() {
    var done = new ArrayList<String>();
    var undo = new Undo();
    undo.push("one", () -> done.add("one"));
    undo.push(
        "two",
        () -> {
          throw new IllegalStateException("on purpose");
        });
    undo.push("three", () -> done.add("three"), () -> done.add("three failed"));
    undo.run();
    undo.run();
    assertEquals(List.of("three failed", "one"), done);
  }
}
