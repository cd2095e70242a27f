package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that make no sense leave nothing behind and say what is wrong. */
@ExtendWith(SharedEngine.class)
class BadInputTest {
  private final Engine engine;

  BadInputTest(Engine engine) {
    this.engine = engine;
  }

  private void refused(String text, String... arguments) {
    var before = engine.docker("ps", "-aq").ok();
    var outcome = engine.docker(arguments);
    assertEquals(125, outcome.exit(), outcome.out() + outcome.err());
    assertTrue(outcome.err().contains(text), outcome.err());
    assertEquals(before, engine.docker("ps", "-aq").ok());
  }

  @Test
  void unknownDriversAndOptions() {
    refused("nope", "run", "--log-driver", "nope", "busybox", "true");
    refused(
        "unknown log opt 'colour' for json-file log driver",
        "run",
        "--log-opt",
        "colour=red",
        "busybox",
        "true");
    refused("compress cannot be true", "run", "--log-opt", "compress=true", "busybox", "true");
    refused("max-file cannot be less", "run", "--log-opt", "max-file=0", "busybox", "true");
    refused("unknown or invalid runtime name: nope", "run", "--runtime", "nope", "busybox", "true");
    refused("inimum memory limit allowed is 6MB", "run", "-m", "1m", "busybox", "true");
  }

  /** As with Docker, the container is there: it is its start that failed. */
  @Test
  void unknownNetwork() {
    var name = "bad-network";
    var outcome = engine.docker("run", "--name", name, "--network", "nope", "busybox", "true");
    assertEquals(125, outcome.exit());
    assertTrue(outcome.err().contains("network nope not found"), outcome.err());
    engine.docker("rm", name).ok();
  }

  @Test
  void malformedRequests() {
    var outcome =
        curl(
            "-X",
            "POST",
            "-H",
            "Content-Type: application/json",
            "-d",
            "{\"Image\":",
            "http://d/containers/create");
    assertTrue(outcome.out().contains("\"message\""), outcome.out());
    assertTrue(outcome.out().endsWith("400"), outcome.out());
    assertTrue(curl("http://d/v1.99/version").out().endsWith("400"));
    assertTrue(curl("http://d/containers/nope/json").out().contains("No such container: nope"));
    assertTrue(curl("-X", "POST", "http://d/build").out().endsWith("501"));
    assertTrue(curl("http://d/no/such/page").out().endsWith("404"));
  }

  @Test
  void invalidReference() {
    var outcome = engine.docker("pull", engine.registry().authority() + "/no-such-image:1");
    assertEquals(1, outcome.exit());
    assertTrue(outcome.err().contains("not found"), outcome.err());
    assertTrue(engine.docker("tag", "busybox", "UPPER").err().contains("invalid reference format"));
    assertTrue(
        engine.docker("rmi", "no-such-image").err().contains("No such image: no-such-image"));
  }

  private Run.Outcome curl(String... arguments) {
    var socket = engine.daemon().host().substring("unix://".length());
    var command =
        new java.util.ArrayList<>(
            List.of("curl", "-s", "-w", "%{http_code}", "--unix-socket", socket));
    command.addAll(List.of(arguments));
    return Run.of(Map.of(), command);
  }
}
