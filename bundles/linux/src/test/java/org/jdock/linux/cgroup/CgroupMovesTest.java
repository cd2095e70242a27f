package org.jdock.linux.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CgroupMovesTest {
  private static final Path TOP = Path.of("/sys/fs/cgroup");

  private static Cgroups cgroups(Cgroups.Mode mode) {
    return new Cgroups(
        mode,
        mode == Cgroups.Mode.V2 ? Map.of() : Map.of("pids", TOP.resolve("pids")),
        mode == Cgroups.Mode.V1 ? null : TOP.resolve("unified"));
  }

  @Test
  void entersItsOwnGroupOnceMore() {
    var lines = List.of("9:name=systemd:/", "4:memory,pids:/a/b", "0::/c");
    assertEquals(
        TOP.resolve("pids/a/b/tasks"), CgroupMoves.file(cgroups(Cgroups.Mode.HYBRID), lines));
    assertEquals(TOP.resolve("pids/a/b/tasks"), CgroupMoves.file(cgroups(Cgroups.Mode.V1), lines));
    assertEquals(
        TOP.resolve("unified/c/cgroup.procs"),
        CgroupMoves.file(cgroups(Cgroups.Mode.V2), List.of("0::/c")));
    assertNull(CgroupMoves.file(cgroups(Cgroups.Mode.V1), List.of("0::/c", "")));
  }

  @Test
  void everyThreadStaysWhereItIs() throws IOException, InterruptedException {
    var before = groups();
    try (var moves = new CgroupMoves(Cgroups.detect())) {
      moves.soon();
      moves.soon();
      Thread.sleep(100);
      assertTrue(
          Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("cgroups")),
          "it was tried");
    }
    var after = groups();
    before.keySet().retainAll(after.keySet());
    after.keySet().retainAll(before.keySet());
    assertEquals(before, after);
  }

  /** Of each thread. */
  private static Map<String, String> groups() throws IOException {
    var all = new TreeMap<String, String>();
    try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        Path groups = thread.resolve("cgroup");
        if (Files.exists(groups)) {
          all.put(thread.getFileName().toString(), Files.readString(groups));
        }
      }
    }
    return all;
  }
}
