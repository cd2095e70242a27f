package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The session of the tutorial, with the image that it uses. */
@ExtendWith(SharedEngine.class)
class TutorialTest {
  private final Engine engine;
  private final String image;

  TutorialTest(Engine engine) {
    this.engine = engine;
    this.image = engine.registry().authority() + "/nginx:latest";
  }

  @AfterEach
  void remove() {
    engine.docker("rm", "-f", "tutorial");
    engine.docker("volume", "rm", "-f", "tutorial-data");
  }

  private String page(int port) {
    var url = "http://127.0.0.1:" + port + "/";
    return engine
        .namespace()
        .run("curl", "-sS", "--fail", "--max-time", "10", "--retry", "10", "--retry-connrefused", url)
        .ok();
  }

  @Test
  void editedFileShowsAtOnceAndAWriteInsideFails() throws IOException {
    var site = engine.scratch("tutorial-site");
    Files.writeString(site.resolve("index.html"), "one");
    var bind = site + ":/usr/share/nginx/html:ro";
    engine.docker("run", "-d", "--name", "tutorial", "-p", "18090:80", "-v", bind, image).ok();
    assertEquals("one", page(18090));
    Files.writeString(site.resolve("index.html"), "two");
    assertEquals("two", page(18090));
    var write = engine.docker("exec", "tutorial", "touch", "/usr/share/nginx/html/x");
    assertNotEquals(0, write.exit());
    assertTrue(write.err().contains("Read-only file system"), write.err());
  }

  @Test
  void servesWithoutPrivileges() {
    engine
        .docker(
            "run", "-d", "--name", "tutorial", "--read-only", "-u", "1000:1000",
            "--cap-drop", "ALL", "--cap-add", "NET_BIND_SERVICE", "-v", "tutorial-data:/data",
            "--tmpfs", "/run:uid=1000", "--tmpfs", "/var/lib/nginx:uid=1000",
            "--tmpfs", "/var/log/nginx:uid=1000", "-p", "18091:80", image)
        .ok();
    assertTrue(page(18091).contains("<html"));
    assertEquals(
        "CapBnd:\t0000000000000400",
        engine.docker("exec", "tutorial", "grep", "CapBnd", "/proc/1/status").ok());
    assertNotEquals(0, engine.docker("exec", "tutorial", "touch", "/x").exit());
    engine.docker("exec", "-u", "0", "tutorial", "touch", "/data/kept").ok();
    engine.docker("rm", "-f", "tutorial").ok();
    assertEquals(
        "kept",
        engine.docker("run", "--rm", "-v", "tutorial-data:/data", "busybox", "ls", "/data").ok());
  }

  @Test
  void fourHundredMegabytesInTwoHundredAndFiftySix() {
    var outcome =
        engine.docker(
            "run", "--name", "tutorial", "--memory=256m", "--memory-swap=256m", "--cpus=0.50",
            "busybox", "dd", "if=/dev/zero", "of=/dev/null", "bs=400M", "count=1");
    assertEquals(137, outcome.exit(), outcome.err());
    assertEquals("true", engine.docker("inspect", "-f", "{{.State.OOMKilled}}", "tutorial").ok());
  }

  @Test
  void busyLoopGetsHalfAProcessor() throws InterruptedException {
    engine
        .docker(
            "run", "-d", "--name", "tutorial", "--cpus=0.50", "busybox",
            "sh", "-c", "while :; do :; done")
        .ok();
    var used = used();
    var from = System.nanoTime();
    Thread.sleep(2000);
    double share = (double) (used() - used) / (System.nanoTime() - from);
    assertTrue(share > 0.02 && share < 0.75, "share of a processor: " + share);
  }

  /** Nanoseconds of processor time, in either version of control groups. */
  private long used() {
    var script =
        "cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2>/dev/null"
            + " || sed -n 's/usage_usec \\(.*\\)/\\1000/p' /sys/fs/cgroup/cpu.stat";
    return Long.parseLong(engine.docker("exec", "tutorial", "sh", "-c", script).ok());
  }

  @Test
  void homeIsTheOneOfTheExecsUser() {
    engine.docker("run", "-d", "--name", "tutorial", "-u", "1000", "busybox", "sleep", "600").ok();
    assertEquals("/", engine.docker("exec", "tutorial", "sh", "-c", "echo $HOME").ok());
    assertEquals(
        "/root", engine.docker("exec", "-u", "root", "tutorial", "sh", "-c", "echo $HOME").ok());
    assertEquals(
        "/x",
        engine
            .docker("exec", "-u", "root", "-e", "HOME=/x", "tutorial", "sh", "-c", "echo $HOME")
            .ok());
  }

  @Test
  void templatesThatPeopleUse() {
    engine.docker("run", "-d", "--name", "tutorial", "-v", "tutorial-data:/d", "busybox", "sleep", "600").ok();
    assertTrue(
        engine
            .docker("inspect", "-f", "{{.NetworkSettings.Networks.bridge.IPAddress}}", "tutorial")
            .ok()
            .matches("[0-9.]+"));
    assertTrue(
        engine
            .docker("inspect", "-f", "{{json .State}}", "tutorial")
            .ok()
            .startsWith("{\"Status\":\"running\",\"Running\":true"));
    assertEquals(
        "/d", engine.docker("inspect", "-f", "{{range .Mounts}}{{.Destination}}{{end}}", "tutorial").ok());
  }
}
