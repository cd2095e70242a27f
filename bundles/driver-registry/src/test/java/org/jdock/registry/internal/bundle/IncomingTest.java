package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jdock.registry.internal.incoming.IncomingDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jars that are laid into the watched directory. */
class IncomingTest extends FrameworkTest {
  private Path incoming;
  private IncomingDirectory watch;

  @BeforeEach
  void begin() throws Exception {
    incoming = dir.resolve("data/drivers-incoming");
    watch = new IncomingDirectory(settings(), () -> drivers, Runnable::run);
    eventually(() -> Files.isDirectory(incoming));
  }

  @AfterEach
  void end() throws Exception {
    watch.stop();
  }

  private void again() throws Exception {
    watch.stop();
    watch = new IncomingDirectory(settings(), () -> drivers, Runnable::run);
  }

  private String noted() {
    try {
      return Files.readString(dir.resolve("data/drivers/incoming.json"));
    } catch (IOException e) {
      return "";
    }
  }

  private void awaitNote(String part) throws InterruptedException {
    eventually(() -> noted().contains(part));
  }

  private void lay(VendorJar jar, String version, String as) throws IOException {
    Files.copy(jar.make(dir, version), incoming.resolve(as));
  }

  @Test
  void aJarIsInstalledAndANewerOneUpgradesTo() throws Exception {
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(incoming)));
    lay(GOOD, "1.0.0", "vendor.jar");
    awaitNote("installed log/vendor 1.0.0");
    assertEquals("1.0.0", version());
    Path moved = GOOD.make(dir, "1.1.0");
    Files.move(moved, incoming.resolve("vendor-1.1.0.jar"));
    awaitNote("upgraded to log/vendor 1.1.0");
    assertEquals("1.1.0", version());
    lay(GOOD, "1.0.5", "older.jar");
    awaitNote("nothing to do, version 1.1.0 is there");
    Files.createLink(incoming.resolve("link.jar"), GOOD.make(dir, "1.2.0"));
    awaitNote("upgraded to log/vendor 1.2.0");
    Files.delete(incoming.resolve("link.jar"));
    lay(GOOD, "1.2.0", "last.jar");
    awaitNote("last.jar");
    assertEquals("1.2.0", version());
  }

  @Test
  void whatWasTakenBackOrRemovedDoesNotComeAgain() throws Exception {
    lay(GOOD, "1.0.0", "a.jar");
    awaitNote("installed");
    lay(GOOD, "1.1.0", "b.jar");
    awaitNote("upgraded");
    drivers.rollback("vendor");
    again();
    lay(GOOD, "1.0.0", "after.jar");
    awaitNote("after.jar");
    assertEquals("1.0.0", version());
    drivers.remove("vendor", false);
    again();
    lay(GOOD.fault("none"), "3.0.0", "later.jar");
    awaitNote("later.jar");
    assertEquals(List.of(), list());
  }

  @Test
  void aBrokenJarIsNotedUntilItChanges() throws Exception {
    byte[] whole = Files.readAllBytes(GOOD.make(dir, "1.0.0"));
    Path file = incoming.resolve("vendor.jar");
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    awaitNote("is not a jar");
    Files.write(
        file,
        java.util.Arrays.copyOfRange(whole, whole.length / 2, whole.length),
        StandardOpenOption.APPEND);
    awaitNote("installed log/vendor 1.0.0");
    assertEquals("1.0.0", version());
    lay(GOOD.fault("probe"), "1.1.0", "worse.jar");
    awaitNote("frobnicator");
    assertEquals("1.0.0", version());
  }

  @Test
  void aJarThatIsBeingWrittenIsLeftAloneUntilItIsClosed() throws Exception {
    // At the start all that is there is looked at, half-written or not.
    Files.writeString(incoming.resolve("first.jar"), "no jar");
    awaitNote("first.jar");
    byte[] whole = Files.readAllBytes(GOOD.make(dir, "1.0.0"));
    try (var out = Files.newOutputStream(incoming.resolve("slow.jar"))) {
      out.write(whole, 0, 100);
      out.flush();
      lay(GOOD.named("vendor.other").fault("none"), "1.0.0", "other.jar");
      awaitNote("other.jar");
      assertTrue(!noted().contains("slow.jar"), noted());
      out.write(whole, 100, whole.length - 100);
    }
    awaitNote("installed log/vendor 1.0.0");
    Files.copy(GOOD.make(dir, "1.1.0"), incoming.resolve(".hidden.jar"));
    Files.copy(GOOD.make(dir, "1.1.0"), incoming.resolve("vendor.txt"));
    lay(GOOD, "1.0.0", "same.jar");
    awaitNote("same.jar");
    assertEquals("1.0.0", version());
  }

  @Test
  void whatWasThereBeforeTheStartIsTakenInUnlessOthersMayWrite() throws Exception {
    watch.stop();
    lay(GOOD, "1.0.0", "early.jar");
    Files.setPosixFilePermissions(incoming, PosixFilePermissions.fromString("rwxrwxrwx"));
    again();
    eventually(() ->
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("drivers-incoming")));
    assertEquals("", noted());
    assertEquals(List.of(), list());
    Files.setPosixFilePermissions(incoming, PosixFilePermissions.fromString("rwx------"));
    again();
    awaitNote("installed");
    assertEquals("1.0.0", version());
  }
}
