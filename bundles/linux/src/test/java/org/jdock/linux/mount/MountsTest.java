package org.jdock.linux.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.namespace.Namespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a mount namespace of its own. */
class MountsTest {
  @TempDir Path tmp;

  private interface Body {
    void run() throws IOException;
  }

  private static void isolated(Body body) throws IOException {
    Namespaces.runInNew(
        Namespaces.MOUNT,
        () -> {
          body.run();
          return true;
        });
  }

  private Path dir(String name) throws IOException {
    return Files.createDirectories(tmp.resolve(name));
  }

  private static MountInfo at(Path mountPoint) throws IOException {
    return MountInfo.read().stream()
        .filter(m -> m.mountPoint().equals(mountPoint.toString()))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void mountsAndUnmountsWhatOtherThreadsDoNotSee() throws IOException {
    Path odd = dir("a b\\c\td");
    isolated(() -> {
      Mounts.mount("x", odd, "tmpfs", MountFlags.NOSUID, "size=64k,mode=711");
      var m = at(odd);
      assertEquals("tmpfs", m.type());
      assertTrue(m.options().contains("nosuid"));
      assertTrue(m.superOptions().contains("mode=711"));
      assertTrue(Mounts.isMountPoint(odd));
      assertFalse(Mounts.isMountPoint(tmp));
      assertFalse(Mounts.isMountPoint(tmp.resolve("absent")));
      assertTrue(
          MountInfo.read(Path.of("/proc/self/mountinfo")).stream()
              .noneMatch(o -> o.mountPoint().equals(odd.toString())));
      Mounts.umount(odd, 0);
      assertFalse(Mounts.isMountPoint(odd));
      assertFalse(Mounts.detach(odd));
      assertFalse(Mounts.detach(tmp.resolve("absent")));
    });
  }

  @Test
  void bindsFilesAndDirectories() throws IOException {
    Path a = dir("a");
    Path b = dir("b");
    Path file = Files.writeString(tmp.resolve("file"), "text");
    Path target = Files.createFile(tmp.resolve("target"));
    isolated(() -> {
      Mounts.mount("x", a, "tmpfs", MountFlags.NODEV, null);
      Files.createDirectory(a.resolve("sub"));
      Mounts.mount("y", a.resolve("sub"), "tmpfs", 0, null);
      Mounts.rbind(a, b);
      assertTrue(Mounts.isMountPoint(b.resolve("sub")));
      Mounts.readOnly(b);
      assertTrue(at(b).readOnly());
      assertTrue(at(b).options().contains("nodev"));
      assertFalse(at(a).readOnly());
      Files.createFile(a.resolve("new"));
      refused(Errno.EROFS, () -> Fd.open(b.resolve("n"), OpenFlags.CREAT, 0600));
      Files.createFile(b.resolve("sub/new"));
      Mounts.readOnlyRecursive(b);
      refused(Errno.EROFS, () -> Fd.open(b.resolve("sub/n"), OpenFlags.CREAT, 0600));

      Mounts.bind(file, target);
      assertEquals("text", Files.readString(target));
      assertTrue(Mounts.isMountPoint(target));
      assertTrue(Mounts.detach(target));
      assertEquals("", Files.readString(target));
    });
  }

  private static void refused(Errno errno, org.junit.jupiter.api.function.Executable call) {
    assertEquals(errno, assertThrows(SyscallException.class, call).errno());
  }

  @Test
  void changesPropagation() throws IOException {
    Path a = dir("a");
    isolated(() -> {
      Mounts.mount("x", a, "tmpfs", 0, null);
      assertFalse(at(a).shared());
      Mounts.makeShared(a, false);
      assertTrue(at(a).shared());
      Path b = dir("b");
      Mounts.bind(a, b);
      Mounts.makeSlave(b, true);
      assertTrue(at(b).propagation().getFirst().startsWith("master:"));
      Mounts.makePrivate(b, false);
      assertEquals(List.of(), at(b).propagation());
    });
  }

  @Test
  void busyMountsAreRefusedAndDetachedAllTheSame() throws IOException {
    Path a = dir("a");
    isolated(() -> {
      Mounts.mount("x", a, "tmpfs", 0, null);
      Fd held = Fd.open(a.resolve("f"), OpenFlags.CREAT | OpenFlags.RDWR, 0600);
      refused(Errno.EBUSY, () -> Mounts.umount(a, 0));
      assertTrue(Mounts.detach(a));
      held.close();
    });
  }
}
