package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docker run} in the foreground: streams, exit codes, settings. */
@ExtendWith(SharedEngine.class)
class RunTest {
  private final Engine engine;

  RunTest(Engine engine) {
    this.engine = engine;
  }

  private Run.Outcome run(String... arguments) {
    var all = new String[arguments.length + 2];
    all[0] = "run";
    all[1] = "--rm";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return engine.docker(all);
  }

  @Test
  void printsAndIsGone() {
    assertEquals("hi", run("--name", "run-hi", "busybox", "echo", "hi").ok());
    assertFalse(engine.docker("ps", "-a", "--format", "{{.Names}}").ok().contains("run-hi"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 42, 255})
  void passesOnTheExitCode(int code) {
    assertEquals(code, run("busybox", "sh", "-c", "exit " + code).exit());
  }

  @Test
  void keepsTheTwoStreamsApart() {
    var outcome = run("busybox", "sh", "-c", "echo out; echo err >&2");
    assertEquals("out\n", outcome.out());
    assertEquals("err\n", outcome.err());
  }

  @Test
  void passesStandardInputAndItsEnd() {
    var outcome =
        engine.daemon().dockerWithInput("one\ntwo\n", "run", "--rm", "-i", "busybox", "cat");
    assertEquals("one\ntwo\n", outcome.out());
    assertEquals(0, outcome.exit());
  }

  @Test
  void passesMuchOutputWhole() {
    var outcome = run("busybox", "sh", "-c", "seq 1 200000");
    var lines = outcome.ok().lines().toList();
    assertEquals(200000, lines.size());
    assertEquals("200000", lines.getLast());
  }

  @Test
  void missingCommandIs127() {
    var outcome = run("busybox", "no-such-command");
    assertEquals(127, outcome.exit());
    assertTrue(outcome.err().contains("executable file not found in $PATH"), outcome.err());
  }

  @Test
  void commandThatCannotBeRunIs126() {
    var outcome = run("busybox", "/etc/passwd");
    assertEquals(126, outcome.exit());
    assertTrue(outcome.err().contains("permission denied"), outcome.err());
  }

  @Test
  void unknownImageIs125() {
    var outcome = run(engine.registry().authority() + "/nothing:1");
    assertEquals(125, outcome.exit());
    assertTrue(outcome.err().contains("not found"), outcome.err());
  }

  @Test
  void settingsReachTheProcess() {
    assertEquals(
        "value /tmp 1000:1001 box",
        run(
                "-e",
                "NAME=value",
                "-w",
                "/tmp",
                "-u",
                "1000:1001",
                "--hostname",
                "box",
                "busybox",
                "sh",
                "-c",
                "echo $NAME $(pwd) $(id -u):$(id -g) $(hostname)")
            .ok());
  }

  @Test
  void entryPointIsReplaced() {
    assertEquals("a b", run("--entrypoint", "/bin/echo", "busybox", "a", "b").ok());
  }

  @Test
  void firstProcessIsTheEntryPoint() {
    assertEquals("1", run("busybox", "sh", "-c", "echo $$").ok());
  }

  @Test
  void signalledProcessIs128AndTheSignal() {
    engine.docker("run", "-d", "--name", "run-killed", "busybox", "sleep", "600").ok();
    engine.docker("kill", "run-killed").ok();
    assertEquals("137", engine.docker("wait", "run-killed").ok());
    engine.docker("rm", "run-killed").ok();
  }

  @Test
  void removesAnonymousVolumesWithTheContainer() {
    var before = engine.docker("volume", "ls", "-q").ok();
    run("-v", "/data", "busybox", "touch", "/data/x").ok();
    assertEquals(before, engine.docker("volume", "ls", "-q").ok());
  }

  @Test
  void terminalOfItsOwn() {
    engine.docker("run", "-dt", "--name", "run-tty", "busybox", "sh", "-c", "tty; sleep 600").ok();
    assertEquals(
        "/dev/pts/0", engine.docker("exec", "-t", "run-tty", "tty").ok().replace("1", "0"));
    assertTrue(engine.docker("logs", "run-tty").ok().startsWith("/dev/pts/0"));
    engine.docker("rm", "-f", "run-tty").ok();
  }
}
