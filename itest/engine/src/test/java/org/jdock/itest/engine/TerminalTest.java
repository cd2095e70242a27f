package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real terminals, with the newest docker CLI, with Debian's, and with jdock itself. */
@ExtendWith(SharedEngine.class)
class TerminalTest {
  private static final String DETACH = "\\x10\\x11";

  private final Engine engine;

  TerminalTest(Engine engine) {
    this.engine = engine;
  }

  @AfterEach
  void remove() {
    engine.docker("rm", "-f", "terminal");
  }

  /**
   * Talks to a program on a terminal of 31 lines and 101 columns.
   *
   * @param talk what is awaited and what is then typed, in turns
   */
  private Run.Outcome talk(List<String> command, String... talk) throws IOException {
    var all = new ArrayList<>(List.of("python3", Scripts.file("terminal.py"), "--"));
    all.addAll(command);
    all.add("--");
    all.addAll(List.of(talk));
    return Run.of(engine.daemon().clientEnvironment(), all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "/usr/bin/docker"})
  void shellInARunningContainer(String cli) throws IOException {
    engine.docker("run", "-d", "--name", "terminal", "busybox", "sleep", "600").ok();
    var outcome =
        talk(
            List.of(cli, "exec", "-it", "terminal", "sh"),
            "# ",
            "stty size\\n",
            "31 101",
            "RESIZE 40 120",
            "",
            "stty size\\n",
            "40 120",
            "sleep 600\\n",
            "sleep 600",
            "\\x03",
            "# ",
            "echo code $?\\n",
            "code 130",
            "exit 7\\n");
    assertEquals(7, outcome.exit(), outcome.out() + outcome.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "/usr/bin/docker"})
  void detachedAndAttachedAgain(String cli) throws IOException {
    var started =
        talk(
            List.of(cli, "run", "-it", "--name", "terminal", "busybox", "cat"),
            "",
            "one\\n",
            "one\r\none",
            DETACH);
    assertEquals(0, started.exit(), started.out() + started.err());
    assertEquals("true", engine.docker("inspect", "-f", "{{.State.Running}}", "terminal").ok());
    var again = talk(List.of(cli, "attach", "terminal"), "", "two\\n", "two\r\ntwo", "\\x04");
    assertEquals(0, again.exit(), again.out() + again.err());
    assertTrue(engine.docker("logs", "terminal").ok().contains("two"));
  }

  /** As under a service manager or cron: standard input is a terminal, yet not the session's. */
  @Test
  void terminalThatControlsNothing() throws IOException {
    var jdock = engine.daemon().jdockCommand("run", "--rm", "-it", "busybox", "sh");
    var command = new ArrayList<>(List.of("setsid", "--wait"));
    command.addAll(jdock);
    var outcome = talk(command, "# ", "stty size\\n", "31 101", "exit 7\\n");
    assertEquals(7, outcome.exit(), outcome.out() + outcome.err());
  }
}
