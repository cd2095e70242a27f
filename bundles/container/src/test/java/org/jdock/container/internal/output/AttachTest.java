package org.jdock.container.internal.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.container.LogOptions;
import org.jdock.linux.process.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AttachTest {
  @TempDir Path dir;
  private Rig rig;
  private SpoolOutputs outputs;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(dir);
    outputs = new SpoolOutputs(rig.registry);
  }

  @AfterEach
  void end() throws Exception {
    outputs.close();
    rig.close();
  }

  private static void await(BooleanSupplier condition) throws Exception {
    for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertTrue(condition.getAsBoolean());
  }

  @Test
  void showsWhatWasPrintedBeforeAndGoesOn() throws Exception {
    OutputSpec spec = rig.spec(Rig.id(60), false, false, "json-file");
    ContainerOutput output = outputs.of(spec);
    output.begin();
    Path go = rig.root.resolve("tmp/go");
    var exit =
        rig.run(
            spec,
            false,
            "/bin/sh",
            "-c",
            "echo before; until [ -e /tmp/go ]; do sleep 0.01; done; echo after");
    await(() -> {
      try {
        return Rig.logs(output).equals("before\n");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ByteArrayOutputStream();
      var rest = new ByteArrayOutputStream();
      var first = output.attach(false, true, true, true, true);
      var second = output.attach(false, true, true, false, true);
      var one =
          pool.submit(() -> {
            first.run(null, all, all);
            return true;
          });
      var two =
          pool.submit(() -> {
            second.run(null, rest, rest);
            return true;
          });
      Files.createFile(go);
      Rig.end(exit);
      output.finish();
      one.get(10, TimeUnit.SECONDS);
      two.get(10, TimeUnit.SECONDS);
      assertEquals("before\nafter\n", all.toString(StandardCharsets.UTF_8));
      assertEquals("after\n", rest.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void printsTimesAndTheLastLines() throws Exception {
    OutputSpec spec = rig.spec(Rig.id(61), false, false, "json-file");
    ContainerOutput output = outputs.of(spec);
    output.begin();
    Rig.end(rig.run(spec, false, "/bin/sh", "-c", "echo one; echo two; echo three >&2"));
    output.finish();
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    output
        .logs(new LogOptions(true, true, false, true, Long.MIN_VALUE, Long.MAX_VALUE, 2))
        .run(null, out, err);
    String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z ";
    String printed = out.toString(StandardCharsets.UTF_8);
    assertTrue(printed.matches(time + "two\n"), printed);
    assertTrue(err.toString(StandardCharsets.UTF_8).matches(time + "three\n"));
  }

  @Test
  void saysThatALogCannotBeRead() throws Exception {
    ContainerOutput output = outputs.of(rig.spec(Rig.id(62), false, false, "none"));
    var e = assertThrows(ProblemException.class, () -> output.logs(Rig.ALL_LOGS));
    assertEquals(Problem.UNSUPPORTED, e.problem());
    assertEquals("configured logging driver does not support reading", e.getMessage());
  }

  @Test
  void seesAMonitorDie() throws Exception {
    OutputSpec spec = rig.spec(Rig.id(63), false, false, "none");
    var exit = rig.run(spec, false, "/bin/sleep", "1000");
    Path own = spec.monitor().directory();
    Processes.kill(Long.parseLong(Files.readString(own.resolve("conmon.pid")).strip()), 9);
    Processes.kill(Long.parseLong(Files.readString(own.resolve("pid")).strip()), 9);
    assertEquals(137, Rig.end(exit).code());
  }
}
