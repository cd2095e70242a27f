package org.jdock.launcher.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
  void theKernelHoldsTheLockUntilItIsClosed() throws Exception {
    var root = dir.resolve("locked");
    try (var lock = RootLock.take("data root", root)) {
      assertTrue(isLocked(root.resolve("lock")));
      assertEquals(Long.toString(ProcessHandle.current().pid()), contents(root.resolve("lock")));
    }
    assertFalse(isLocked(root.resolve("lock")));
  }

  @Test
  void aRootThatIsAFileIsCalledThat() throws Exception {
    var file = Files.writeString(dir.resolve("file"), "");
    var refused = assertThrows(StartException.class, () -> RootLock.take("data root", file));
    assertEquals(
        "the data root %s can't be used: %s is not a directory".formatted(file, file),
        refused.getMessage());
  }

  /** What the kernel says: within one JVM, Java itself knows of its locks. */
  private static boolean isLocked(Path file) throws Exception {
    var entry =
        "POSIX ADVISORY WRITE %d .*:%s 0 EOF"
            .formatted(ProcessHandle.current().pid(), Files.getAttribute(file, "unix:ino"));
    return Files.readAllLines(Path.of("/proc/locks")).stream()
        .map(line -> line.replaceAll(" +", " ").replaceFirst("^[0-9]+: ", ""))
        .anyMatch(line -> line.matches(entry));
  }

  /** By another process, as opening it in this one would give up the lock. */
  private static String contents(Path file) throws Exception {
    var cat = new ProcessBuilder("cat", file.toString()).start();
    return new String(cat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
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

  @Test
  void aLockThatLeadsNowhereIsRefused() throws Exception {
    Files.createSymbolicLink(dir.resolve("lock"), dir.resolve("none/such"));
    var refused = assertThrows(StartException.class, () -> RootLock.take("data root", dir));
    assertTrue(refused.getMessage().startsWith("the data root " + dir + " can't be used: "));
  }
}
