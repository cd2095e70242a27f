package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits of memory, processors and processes, and what the container may do. */
@ExtendWith(SharedEngine.class)
class LimitsTest {
  private final Engine engine;

  LimitsTest(Engine engine) {
    this.engine = engine;
  }

  private String first(String v1, String v2) {
    return "cat " + v1 + " 2>/dev/null || cat " + v2;
  }

  @Test
  void areInTheControlGroup() {
    var memory = first("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory.max");
    assertEquals(
        "268435456",
        engine.docker("run", "--rm", "-m", "256m", "busybox", "sh", "-c", memory).ok());
    var quota = first("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "/sys/fs/cgroup/cpu.max");
    assertTrue(
        engine
            .docker("run", "--rm", "--cpus", "0.50", "busybox", "sh", "-c", quota)
            .ok()
            .startsWith("50000"));
    var pids = first("/sys/fs/cgroup/pids/pids.max", "/sys/fs/cgroup/pids.max");
    assertEquals(
        "17", engine.docker("run", "--rm", "--pids-limit", "17", "busybox", "sh", "-c", pids).ok());
  }

  @Test
  void inspectTellsWhatHoldsAndNothingWhereNothingDoes() {
    var format =
        "{{json .HostConfig.MaskedPaths}} {{json .HostConfig.ReadonlyPaths}}"
            + " {{json .HostConfig.PidsLimit}} {{json .HostConfig.MemorySwappiness}}";
    engine.docker("create", "--name", "limits-plain", "busybox", "true").ok();
    engine.docker("create", "--name", "limits-free", "--privileged", "busybox", "true").ok();
    try {
      var plain = engine.docker("inspect", "-f", format, "limits-plain").ok();
      assertTrue(plain.matches("\\[.*\"/proc/kcore\".*] \\[.*\"/proc/sys\".*] null null"), plain);
      assertEquals(
          "null null null null", engine.docker("inspect", "-f", format, "limits-free").ok());
    } finally {
      engine.docker("rm", "limits-plain", "limits-free").ok();
    }
  }

  @Test
  void outOfMemoryIs137AndReported() {
    var hog = "x=x; while :; do x=$x$x; done";
    var outcome =
        engine.docker(
            "run",
            "--name",
            "limits-oom",
            "-m",
            "32m",
            "busybox",
            "sh",
            "-c",
            "exec sh -c '" + hog + "'");
    assertEquals(137, outcome.exit());
    assertEquals("true", engine.docker("inspect", "-f", "{{.State.OOMKilled}}", "limits-oom").ok());
    engine.docker("rm", "limits-oom").ok();
  }

  @Test
  void boundingSetIsExactlyWhatWasAskedFor() {
    assertEquals(
        "CapBnd:\t0000000000000400",
        engine
            .docker(
                "run",
                "--rm",
                "--read-only",
                "-u",
                "1000:1000",
                "--cap-drop",
                "ALL",
                "--cap-add",
                "NET_BIND_SERVICE",
                "busybox",
                "grep",
                "CapBnd",
                "/proc/self/status")
            .ok());
  }

  @Test
  void defaultsAreDockers() {
    assertEquals(
        "CapBnd:\t00000000a80425fb\nSeccomp:\t2",
        engine
            .docker(
                "run", "--rm", "busybox", "grep", "-E", "^(CapBnd|Seccomp):", "/proc/self/status")
            .ok());
    assertEquals(
        "Seccomp:\t0",
        engine
            .docker(
                "run",
                "--rm",
                "--security-opt",
                "seccomp=unconfined",
                "busybox",
                "grep",
                "^Seccomp:",
                "/proc/self/status")
            .ok());
  }
}
