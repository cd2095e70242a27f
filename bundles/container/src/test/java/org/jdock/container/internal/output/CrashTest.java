package org.jdock.container.internal.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdock.api.container.LogOptions;
import org.jdock.container.internal.exit.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every line exactly once, whatever ends when. */
@Timeout(120)
class CrashTest {
  private static final int LINES = 60_000;

  @TempDir Path dir;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(dir);
  }

  @AfterEach
  void end() throws Exception {
    rig.close();
  }

  private static String expected(int lines) {
    return IntStream.rangeClosed(1, lines)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void survivesKillsAndRotations() throws Exception {
    OutputSpec spec = rig.spec(Rig.id(20), false, false, "json-file");
    DirectRegistry registry = rig.registry;
    SpoolOutputs outputs = new SpoolOutputs(registry, 200_000);
    ContainerOutput output = outputs.of(spec);
    output.begin();
    CompletableFuture<Exit> exit =
        rig.run(
            spec,
            false,
            "/bin/sh",
            "-c",
            "i=1; while [ $i -lt "
                + LINES
                + " ]; do seq $i $((i+999)); i=$((i+1000)); sleep 0.02; done");
    Random random = new Random(7);
    int kills = 0;
    while (!exit.isDone() || kills < 5) {
      Thread.sleep(random.nextInt(60));
      registry.kill(); // and never closed: its threads hang for ever
      Thread.sleep(5); // what was done before the kill is stored by now, or never
      kills++;
      registry = rig.another();
      outputs = new SpoolOutputs(registry, 200_000);
      output = outputs.of(spec);
      output.begin();
    }
    assertEquals(0, Rig.end(exit).code());
    output.finish();
    assertTrue(expected(LINES).equals(Rig.logs(output)), "every line once");
    assertFalse(Files.exists(spec.monitor().spool().resolveSibling("spool.1")));
    outputs.close();
  }

  @Test
  void survivesReplacements() throws Exception {
    OutputSpec spec = rig.spec(Rig.id(21), false, false, "json-file");
    try (var outputs = new SpoolOutputs(rig.registry, 200_000);
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      ContainerOutput output = outputs.of(spec);
      var raw = new ByteArrayOutputStream();
      var attached = output.attach(false, true, true, false, true);
      var streaming =
          pool.submit(() -> {
            attached.run(null, raw, raw);
            return true;
          });
      output.begin();
      var exit = rig.run(spec, false, "/bin/seq", "1", Integer.toString(LINES));
      var followed = new ByteArrayOutputStream();
      var log =
          output.logs(new LogOptions(true, true, true, false, Long.MIN_VALUE, Long.MAX_VALUE, -1));
      var following =
          pool.submit(() -> {
            log.run(null, followed, followed);
            return true;
          });
      for (int i = 0; i < 20; i++) {
        Thread.sleep(5);
        rig.registry.replaceAll();
      }
      Rig.end(exit);
      output.finish();
      streaming.get(10, TimeUnit.SECONDS);
      following.get(10, TimeUnit.SECONDS);
      String all = expected(LINES);
      assertTrue(all.equals(Rig.logs(output)));
      assertTrue(all.equals(raw.toString(StandardCharsets.UTF_8)), "attached");
      assertTrue(all.equals(followed.toString(StandardCharsets.UTF_8)), "followed");
    }
  }

  @Test
  void keepsPiecesOfLinesOverAKill() throws Exception {
    OutputSpec spec = rig.spec(Rig.id(22), false, false, "json-file");
    SpoolOutputs first = new SpoolOutputs(rig.registry);
    ContainerOutput output = first.of(spec);
    output.begin();
    var exit =
        rig.run(
            spec,
            false,
            "/bin/sh",
            "-c",
            "printf begin-; echo err >&2; sleep 1; seq -s x 1 9000; printf end");
    Thread.sleep(500);
    rig.registry.kill();
    var registry = rig.another();
    try (var second = new SpoolOutputs(registry)) {
      output = second.of(spec);
      output.begin();
      Rig.end(exit);
      output.finish();
      String line =
          IntStream.rangeClosed(1, 9000)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining("x", "begin-", "\n"));
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      output.logs(Rig.ALL_LOGS).run(null, out, err);
      assertEquals("err\n", err.toString(StandardCharsets.UTF_8));
      assertEquals(line + "end", out.toString(StandardCharsets.UTF_8));
    }
  }
}
