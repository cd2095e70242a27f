package org.jdock.linux.fs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemTest {
  @TempDir Path tmp;

  private static void refused(Errno errno, org.junit.jupiter.api.function.Executable call) {
    var e = assertThrows(SyscallException.class, call);
    assertEquals(errno, e.errno(), e.getMessage());
  }

  @Test
  void extendedAttributes() throws IOException {
    Path file = Files.createFile(tmp.resolve("f"));
    assertEquals(List.of(), Xattrs.list(file));
    assertNull(Xattrs.get(file, "user.a"));
    Xattrs.set(file, "user.a", new byte[0]);
    byte[] long1 = new byte[1500];
    long1[1499] = 7;
    Xattrs.set(file, "user.b", long1);
    Xattrs.set(file, "trusted.overlay.opaque", new byte[] {'y'});
    assertArrayEquals(new byte[0], Xattrs.get(file, "user.a"));
    assertArrayEquals(long1, Xattrs.get(file, "user.b"));
    assertEquals(
        List.of("trusted.overlay.opaque", "user.a", "user.b"),
        Xattrs.list(file).stream().sorted().toList());
    assertTrue(Xattrs.remove(file, "user.a"));
    assertFalse(Xattrs.remove(file, "user.a"));
    Path link = Files.createSymbolicLink(tmp.resolve("l"), file);
    assertNull(Xattrs.get(link, "trusted.overlay.opaque"), "of the link, not of the file");
    Xattrs.set(link, "trusted.x", new byte[] {1});
    assertNull(Xattrs.get(file, "trusted.x"));
    refused(Errno.ENOENT, () -> Xattrs.list(tmp.resolve("absent")));
  }

  @Test
  void nodes() throws IOException {
    Path device = tmp.resolve("d");
    Nodes.characterDevice(device, 0666, new Device(1, 3));
    var status = FileStatus.of(device);
    assertTrue(status.isCharacterDevice());
    assertEquals(0666, status.permissions());
    assertEquals(new Device(1, 3), status.special());
    assertFalse(status.isWhiteout());
    Nodes.blockDevice(tmp.resolve("b"), 0600, new Device(259, 70000));
    assertTrue(FileStatus.of(tmp.resolve("b")).isBlockDevice());
    assertEquals(new Device(259, 70000), FileStatus.of(tmp.resolve("b")).special());
    Nodes.whiteout(tmp.resolve("w"));
    assertTrue(FileStatus.of(tmp.resolve("w")).isWhiteout());
    Nodes.fifo(tmp.resolve("p"), 0622);
    assertTrue(FileStatus.of(tmp.resolve("p")).isFifo());
    assertEquals(0622, FileStatus.of(tmp.resolve("p")).permissions());
    refused(Errno.EEXIST, () -> Nodes.fifo(tmp.resolve("p"), 0600));
  }

  @Test
  void ownersPermissionsAndTimesOfLinksAndFiles() throws IOException {
    Path file = Files.createFile(tmp.resolve("f"));
    Path link = Files.createSymbolicLink(tmp.resolve("l"), file);
    Nodes.chown(link, 1000, 1001);
    assertEquals(1000, FileStatus.of(link).uid());
    assertEquals(1001, FileStatus.of(link).gid());
    assertEquals(0, FileStatus.of(file).uid());
    Nodes.chown(file, -1, 5);
    assertEquals(0, FileStatus.of(file).uid());
    assertEquals(5, FileStatus.of(file).gid());
    Nodes.chmod(file, 04751);
    assertEquals(04751, FileStatus.of(file).permissions());
    refused(Errno.EOPNOTSUPP, () -> Nodes.chmod(link, 0700));
    Nodes.chmodByDescriptor(file, 01640);
    assertEquals(01640, FileStatus.of(file).permissions());
    refused(Errno.EOPNOTSUPP, () -> Nodes.chmodByDescriptor(link, 0700));
    var old = Instant.ofEpochSecond(-12345, 678_901_234);
    var time = Instant.parse("2001-02-03T04:05:06.123456789Z");
    Nodes.times(file, time, time);
    Nodes.times(link, old, old);
    assertEquals(time, FileStatus.of(file).modified());
    assertEquals(old, FileStatus.of(link).modified());
  }

  @Test
  void pathsStayBeneathTheRoot() throws IOException {
    Path root = Files.createDirectories(tmp.resolve("root/etc")).getParent();
    Files.writeString(root.resolve("etc/passwd"), "mine");
    Files.writeString(tmp.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("absolute"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(root.resolve("up"), Path.of("../../../../secret"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    Path passwd = root.resolve("etc/passwd");
    assertEquals(passwd, BeneathRoot.resolve(root, "/absolute"));
    assertEquals(passwd, BeneathRoot.resolve(root, "../../etc/./passwd"));
    assertEquals(root, BeneathRoot.resolve(root, "/.."));
    assertEquals(root, BeneathRoot.resolve(root, ""));
    refused(Errno.ENOENT, () -> BeneathRoot.resolve(root, "up"));
    refused(Errno.ELOOP, () -> BeneathRoot.resolve(root, "loop"));
    try (var fd = BeneathRoot.open(root, "absolute", 0)) {
      assertEquals("mine", Files.readString(fd.path()));
    }
  }

  @Test
  void directoriesAreMadeBeneathTheRoot() throws IOException {
    Path root = Files.createDirectories(tmp.resolve("root/var")).getParent();
    Files.createSymbolicLink(root.resolve("lib"), Path.of("/var"));
    Files.createSymbolicLink(root.resolve("out"), tmp);
    try (var fd = BeneathRoot.directories(root, "/lib/a/../b//c", 0755)) {
      assertEquals(root.resolve("var/b/c"), Files.readSymbolicLink(fd.path()));
    }
    BeneathRoot.directories(root, "lib/b/c", 0755).close();
    assertTrue(Files.isDirectory(root.resolve("var/b/c")));
    refused(Errno.ENOENT, () -> BeneathRoot.directories(root, "out/x", 0755));
    assertFalse(Files.exists(tmp.resolve("x")));
    Files.createFile(root.resolve("file"));
    refused(Errno.ENOTDIR, () -> BeneathRoot.directories(root, "file/x", 0755));
  }

  @Test
  void fileSystems() throws IOException {
    assertEquals(FileSystemStatus.PROC, FileSystemStatus.of(Path.of("/proc")).type());
    var here = FileSystemStatus.of(tmp);
    assertTrue(here.totalBytes() > here.freeBytes() && here.freeBytes() > 0, here.toString());
    assertTrue(here.freeBytes() >= here.availableBytes());
    Durable.syncDirectory(tmp);
    refused(Errno.ENOTDIR, () -> Durable.syncDirectory(Files.createFile(tmp.resolve("f"))));
  }

  @Test
  void renames() throws IOException {
    Path a = Files.writeString(tmp.resolve("a"), "a");
    Path b = Files.createDirectory(tmp.resolve("b"));
    Renames.exchange(a, b);
    assertTrue(Files.isDirectory(a));
    assertEquals("a", Files.readString(b));
    refused(Errno.EEXIST, () -> Renames.noReplace(b, a));
    Renames.noReplace(b, tmp.resolve("c"));
    assertEquals("a", Files.readString(tmp.resolve("c")));
  }

  @Test
  void contentIsReplacedWholeAndAFailureLeavesTheOldOne(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("file");
    Durable.replace(file, new byte[] {1, 2, 3}, true);
    Durable.replace(file, new byte[] {4}, false);
    assertArrayEquals(new byte[] {4}, Files.readAllBytes(file));
    Path taken = Files.createDirectories(directory.resolve("taken/inside")).getParent();
    assertThrows(IOException.class, () -> Durable.replace(taken, new byte[] {5}, true));
    try (var all = Files.list(directory)) {
      assertEquals(List.of("file", "taken"), all.map(p -> p.getFileName() + "").sorted().toList());
    }
  }
}
