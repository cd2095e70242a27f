package org.jdock.container.internal.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.container.Execs;
import org.jdock.api.container.Execs.ExecConfig;
import org.jdock.container.internal.exit.Exits;
import org.jdock.container.internal.exit.InotifyExits;
import org.jdock.container.internal.output.OutputSpec;
import org.jdock.container.internal.output.Rig;
import org.jdock.spi.security.SecuritySettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExecServiceTest {
  @TempDir Path dir;
  private Rig rig;
  private ExecService execs;
  private String id;
  private boolean paused;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(dir);
    id = Rig.id(50);
    OutputSpec spec = rig.spec(id, false, false, "none");
    var _ = rig.run(spec, false, "/bin/sleep", "1000");
    int pid = Integer.parseInt(Files.readString(spec.monitor().pidFile()).strip());
    Files.writeString(
        rig.root.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\nbo:x:7:8::/b:x\n");
    Files.writeString(rig.root.resolve("etc/group"), "root:x:0:\nbo:x:8:\nmore:x:9:bo,x\n");
    execs = service(pid, rig.exits);
  }

  private @Nullable Execs ready;

  private ExecService service(int pid, Exits exits) {
    ExecTargets targets =
        new ExecTargets() {
          @Override
          public void ready(Execs known) {
            ready = known;
          }

          @Override
          public ExecTarget find(String ref) {
            return new ExecTarget(
                id, "c", "busybox", Map.of(), "runc", pid, true, pid > 0 && !paused, paused);
          }

          @Override
          public void expectProcess() {}

          @Override
          public String process(String containerId) {
            return Rig.process(false, "x").toString();
          }

          @Override
          public SecuritySettings privileged(String containerId) {
            return new SecuritySettings(
                Set.of("CAP_KILL", "CAP_CHOWN"),
                null,
                false,
                null,
                null,
                List.of(),
                List.of(),
                true,
                true);
          }
        };
    Settings settings =
        new Settings() {
          @Override
          public DaemonSettings current() {
            return new DaemonSettings(
                List.of(),
                dir,
                dir.resolve("x"),
                "t",
                "c",
                List.of(),
                List.of(),
                "b",
                "",
                "",
                "",
                Map.of(),
                "",
                "",
                List.of(),
                10,
                false);
          }

          @Override
          public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
            return () -> {};
          }
        };
    return new ExecService(targets, rig.registry, exits, settings, new PasswdUserLookup(), null);
  }

  @AfterEach
  void end() throws Exception {
    execs.close();
    rig.close();
  }

  /** The monitor is started ahead, and makes its files at any moment of the start. */
  @Test
  void aStartComesAtAnyMomentOfItsMonitors() throws Exception {
    for (int tenths = 0; tenths < 80; tenths += 2) {
      String exec = execs.create("c", config(false, false, "", "/bin/sh", "-c", "echo o; exit 3"));
      Thread.sleep(Duration.ofNanos(tenths * 100_000L));
      var out = new ByteArrayOutputStream();
      execs.start(exec, false, 0, 0).run(null, out, OutputStream.nullOutputStream());
      assertEquals("o\n", out.toString(StandardCharsets.UTF_8));
      assertEquals(3, execs.inspect(exec).exitCode());
    }
  }

  /** Clients take no exit code for success. */
  @Test
  void whatCanNotBeBegunEndsWithACodeToo() throws Exception {
    Files.createDirectories(dir.resolve("x/exec"));
    Files.writeString(dir.resolve("x/exec").resolve(id), "in the way");
    String exec = execs.create("c", config(false, false, "", "/bin/true"));
    var session = execs.start(exec, false, 0, 0);
    var nowhere = OutputStream.nullOutputStream();
    assertThrows(IOException.class, () -> session.run(null, nowhere, nowhere));
    assertEquals(126, execs.inspect(exec).exitCode());
  }

  private record Result(String out, String err, int code) {}

  private static ExecConfig config(boolean stdin, boolean tty, String user, String... cmd) {
    return new ExecConfig(
        stdin, true, true, tty, false, user, null, null, List.of("A=b"), List.of(cmd));
  }

  private Result run(ExecConfig config, String stdin) throws Exception {
    String exec = execs.create("c", config);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    execs
        .start(exec, config.tty(), 33, 111)
        .run(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), out, err);
    var details = execs.inspect(exec);
    assertFalse(details.running());
    return new Result(
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        details.exitCode());
  }

  @Test
  void givesItselfToHealthChecks() {
    assertSame(execs, ready);
  }

  @Test
  void runsProcesses() throws Exception {
    assertEquals(new Result("", "", 0), run(config(false, false, null, "/bin/true"), ""));
    assertEquals(
        new Result("b\n", "e\n", 3),
        run(config(false, false, null, "sh", "-c", "echo $A; echo e >&2; exit 3"), ""));
    assertEquals(new Result("hello", "", 0), run(config(true, false, null, "cat"), "hello"));
    assertEquals(
        new Result("", "", 137), run(config(false, false, null, "sh", "-c", "kill -9 $$"), ""));
    assertEquals(
        new Result("33 111\r\n", "", 0), run(config(false, true, null, "stty", "size"), ""));
    assertEquals(
        new Result("7 8 bo\n9 more\n", "", 0), // busybox's plain id differs between versions
        run(
            config(
                false,
                false,
                "bo",
                "sh",
                "-c",
                "echo $(id -u) $(id -g) $(id -un); id -G | grep -o 9 | sed 's/$/ more/'"),
            ""));
    assertCleanSoon();
  }

  @Test
  void saysWhatCannotBeRun() throws Exception {
    Result missing = run(config(false, false, null, "nothing-like-it"), "");
    assertEquals(127, missing.code());
    assertTrue(missing.out().contains("executable file not found"), missing.out());
    Result directory = run(config(false, false, null, "/tmp"), "");
    assertEquals(126, directory.code());
    assertCleanSoon();
  }

  @Test
  void refuses() {
    var e = assertThrows(ProblemException.class, () -> execs.inspect("x"));
    assertEquals("No such exec instance: x", e.getMessage());
    e = assertThrows(ProblemException.class, () -> execs.create("c", config(false, false, null)));
    assertEquals("No exec command specified", e.getMessage());
    paused = true;
    e =
        assertThrows(
            ProblemException.class, () -> execs.create("c", config(false, false, null, "x")));
    assertEquals(
        "Container " + id + " is paused, unpause the container before exec", e.getMessage());
  }

  @Test
  void goesOnDetachedAndOverARestart() throws Exception {
    String exec = execs.create("c", config(false, false, null, "sleep", "0.5"));
    execs.startDetached(exec);
    assertTrue(execs.inspect(exec).running());
    execs.close();
    try (var later = new InotifyExits()) {
      execs = service(1, later);
      assertCleanSoon();
    }
  }

  /** The last holder removes an exec's files after its client has its answer. */
  private void assertCleanSoon() throws Exception {
    for (int i = 0; i < 500 && Files.exists(dir.resolve("x/exec/" + id)); i++) {
      Thread.sleep(10);
    }
    assertFalse(Files.exists(dir.resolve("x/exec/" + id)));
  }
}
