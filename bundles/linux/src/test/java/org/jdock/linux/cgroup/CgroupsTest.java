package org.jdock.linux.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.mount.MountInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupsTest {
  private static final String MEMORY =
      "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";
  private static final String CPU =
      "36 31 0:33 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct";
  private static final String SYSTEMD =
      "40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,release_agent=/x,name=systemd";

  private static Cgroups of(String... lines) {
    return Cgroups.of(List.of(lines).stream().map(MountInfo::parse).toList());
  }

  @Test
  void layouts() throws IOException {
    var v1 = of(MEMORY, CPU, SYSTEMD);
    assertEquals(Cgroups.Mode.V1, v1.mode());
    assertEquals(Path.of("/sys/fs/cgroup/cpu,cpuacct"), v1.controllers().get("cpuacct"));
    assertEquals(4, v1.controllers().size());
    assertNull(v1.controller("pids"));
    var hybrid = of(MEMORY, "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw");
    assertEquals(Cgroups.Mode.HYBRID, hybrid.mode());
    assertEquals(Path.of("/sys/fs/cgroup/unified"), hybrid.unified());
    var v2 = of("41 31 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate");
    assertEquals(Cgroups.Mode.V2, v2.mode());
    assertEquals(Cgroups.Mode.NONE, of().mode());
  }

  @Test
  void thisHost() throws IOException {
    var here = Cgroups.detect();
    assertNotEquals(Cgroups.Mode.NONE, here.mode());
    Path pids = here.controller("pids");
    assertTrue(pids != null && Files.isDirectory(pids), "pids is there on every host we support");
    Path group = Files.createDirectory(pids.resolve("jdock-test-" + ProcessHandle.current().pid()));
    try {
      Path max = group.resolve("pids.max");
      if (Files.exists(max)) { // on V2 the root group decides whether children have it
        ControlFiles.write(max, "42");
        assertEquals("42", ControlFiles.read(max));
        var e = assertThrows(SyscallException.class, () -> ControlFiles.write(max, "many"));
        assertEquals("write " + max + ": invalid argument: \"many\" (EINVAL)", e.getMessage());
      }
      var e =
          assertThrows(SyscallException.class, () -> ControlFiles.read(group.resolve("no.such")));
      assertEquals(Errno.ENOENT, e.errno());
    } finally {
      Files.delete(group);
    }
  }

  @Test
  void longFilesAreReadWhole(@TempDir Path tmp) throws IOException {
    Path file = Files.writeString(tmp.resolve("f"), " a" + "b".repeat(200_000) + "\n");
    assertEquals(200_001, ControlFiles.read(file).length());
  }
}
