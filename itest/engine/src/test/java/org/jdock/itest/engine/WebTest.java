package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job: a web server that is pulled, run and reached through a published port. */
@ExtendWith(SharedEngine.class)
class WebTest {
  private final Engine engine;
  private final String image;

  WebTest(Engine engine) {
    this.engine = engine;
    this.image = engine.registry().authority() + "/nginx:latest";
  }

  @AfterEach
  void remove() {
    engine.docker("rm", "-f", "web").ok();
  }

  private String page(int port) {
    return engine
        .namespace()
        .run(
            "curl",
            "-sS",
            "--fail",
            "--max-time",
            "10",
            "--retry",
            "10",
            "--retry-connrefused",
            "--retry-delay",
            "1",
            "http://127.0.0.1:" + port + "/")
        .ok();
  }

  @Test
  void servesAPage() {
    engine.docker("run", "-d", "--name", "web", "-p", "18080:80", image).ok();
    assertTrue(page(18080).contains("<html"), "no page");
    assertTrue(engine.docker("ps").ok().contains("0.0.0.0:18080->80/tcp"));
    assertTrue(engine.docker("logs", "web").ok().contains("GET / HTTP/1.1"));
    engine.docker("rm", "-f", "web").ok();
    assertNotEquals(
        0,
        engine.namespace().run("curl", "-sS", "--max-time", "3", "http://127.0.0.1:18080/").exit());
  }

  @Test
  void portInUseIsRefusedInDockersWords() {
    engine.docker("run", "-d", "--name", "web", "-p", "18081:80", image).ok();
    var outcome = engine.docker("run", "-d", "--name", "web-second", "-p", "18081:80", image);
    assertEquals(125, outcome.exit());
    assertTrue(
        outcome.err().contains("Bind for 0.0.0.0:18081 failed: port is already allocated"),
        outcome.err());
    engine.docker("rm", "web-second").ok();
  }

  @Test
  void containersReachEachOtherAndTheHost() {
    engine.docker("run", "-d", "--name", "web", image).ok();
    var address = engine.docker("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "web").ok();
    var page =
        engine
            .docker("run", "--rm", "busybox", "wget", "-q", "-O", "-", "http://" + address + "/")
            .ok();
    assertTrue(page.contains("<html"), page);
  }

  @Test
  void otherNetworks() {
    assertEquals(
        "lo:",
        engine
            .docker(
                "run",
                "--rm",
                "--network",
                "none",
                "busybox",
                "sh",
                "-c",
                "ip -o link | awk '{print $2}'")
            .ok());
    assertTrue(
        engine
            .docker("run", "--rm", "--network", "host", "busybox", "ip", "-o", "link")
            .ok()
            .contains("jd"));
  }

  @Test
  void pullSaysWhatItDoes() {
    var said = engine.docker("pull", engine.registry().authority() + "/hello-world:latest").ok();
    assertTrue(said.contains("Status: Downloaded newer image for"), said);
    var again = engine.docker("pull", engine.registry().authority() + "/hello-world:latest").ok();
    assertTrue(again.contains("Status: Image is up to date for"), again);
    assertTrue(
        engine
            .docker("run", "--rm", engine.registry().authority() + "/hello-world")
            .ok()
            .contains("Hello"));
    assertTrue(
        engine
            .docker("rmi", engine.registry().authority() + "/hello-world:latest")
            .ok()
            .contains("Untagged:"));
  }
}
