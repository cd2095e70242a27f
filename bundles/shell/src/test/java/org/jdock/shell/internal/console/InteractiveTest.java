package org.jdock.shell.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client under a pseudo-terminal, typed at by typist.py. */
class InteractiveTest {
  @TempDir Path root;
  private FakeConsole console;

  @BeforeEach
  void start() throws IOException {
    console = new FakeConsole(root);
    console.engine.withContainers();
  }

  @AfterEach
  void stop() throws IOException {
    console.close();
  }

  @Test
  void editsCompletesAndLeavesTheTerminalAsItWas() throws Exception {
    typed(
        List.of("console"),
        "expect jdock> ",
        "type dri\t us\tjs\t\r",
        "expect db",
        "expect jdock> ",
        "type \u0010",
        "expect driver",
        "type \u0003",
        "expect jdock> ",
        "type sleep 60\r",
        "expect sleep 60",
        "type \u0003",
        "expect jdock> ",
        "type driver list | grep bridge\r",
        "expect UNAVAILABLE",
        "expect jdock> ",
        "type exit\r",
        "exit 0");
  }

  /** Typed when the line was entered (the editor's last words) and its command does not run yet. */
  @Test
  void controlCBetweenALineAndItsCommandIsNotLost() throws Exception {
    var steps = new ArrayList<>(List.of("expect jdock> "));
    for (int i = 0; i < 10; i++) {
      steps.addAll(List.of("type sleep 60\r", "expect [?2004l", "type \u0003", "expect jdock> "));
    }
    steps.addAll(List.of("type sleep 0; ls /proc/self/comm\r", "expect comm\r", "type exit\r"));
    steps.add("exit 0");
    typed(List.of("console"), steps.toArray(String[]::new));
  }

  @Test
  void controlDLeaves() throws Exception {
    typed(List.of("console"), "expect jdock> ", "type \u0004", "exit 0");
  }

  @Test
  void aContainersTerminalGetsEachKeyAndTheSize() throws Exception {
    typed(
        List.of("run", "-it", "busybox", "sh", "7"),
        "expect out",
        "type a",
        "expect <97>",
        "type \u0003",
        "expect <3>",
        "size 33 99",
        "expect [33x99]",
        "type q",
        "exit 7");
    List<String> calls = console.engine.containerCalls();
    assertTrue(calls.contains("resize 24x80"), calls.toString());
    assertTrue(calls.contains("resize 33x99"), calls.toString());
  }

  @Test
  void aContainersTerminalWorksInsideASessionAndGivesTheKeysBack() throws Exception {
    typed(
        List.of("console"),
        "expect jdock> ",
        "type run -it busybox sh 7\r",
        "expect err",
        "type b",
        "expect <98>",
        "type q",
        "expect jdock> ",
        "type driver users json-file\r",
        "expect web",
        "expect jdock> ",
        "type \u0004",
        "exit 0");
  }

  @Test
  void controlPControlQLeavesTheContainerRunning() throws Exception {
    typed(List.of("run", "-it", "busybox", "sh", "7"), "expect out", "type \u0010\u0011", "exit 0");
    assertEquals("start", console.engine.containerCalls().getFirst());
  }

  private void typed(List<String> arguments, String... steps) throws Exception {
    var command = new ArrayList<>(List.of("python3", "src/test/resources/typist.py"));
    command.addAll(List.of(steps));
    command.add("--");
    command.addAll(ConsoleServerTest.command(root, arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
