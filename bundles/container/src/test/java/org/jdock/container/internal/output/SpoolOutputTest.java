package org.jdock.container.internal.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdock.container.internal.exit.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpoolOutputTest {
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

  @Test
  void keepsWhatIsPrintedAndHowItEnds() throws Exception {
    OutputSpec spec = rig.spec(Rig.id(1), false, false, "json-file");
    ContainerOutput output = outputs.of(spec);
    output.begin();
    Exit exit =
        Rig.end(rig.run(spec, false, "/bin/sh", "-c", "echo one; echo two >&2; printf x; exit 3"));
    output.finish();
    assertEquals(3, exit.code());
    assertEquals("one\ntwo\nx", Rig.logs(output));
    rig.delete(Rig.id(1));

    output.begin(); // a second run goes on where the first ended
    Rig.end(rig.run(spec, false, "/bin/sh", "-c", "echo again"));
    output.finish();
    assertEquals("one\ntwo\nxagain\n", Rig.logs(output));
  }

  @Test
  void attachesBeforeTheStart() throws Exception {
    OutputSpec spec = rig.spec(Rig.id(2), false, true, "json-file");
    ContainerOutput output = outputs.of(spec);
    var session = output.attach(true, true, true, false, true);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> done =
          pool.submit(() -> {
            session.run(
                new ByteArrayInputStream("hello\n".getBytes(StandardCharsets.UTF_8)), out, err);
            return true;
          });
      output.begin();
      CompletableFuture<Exit> exit =
          rig.run(spec, true, "/bin/sh", "-c", "cat; echo error >&2; exit 4");
      assertEquals(4, Rig.end(exit).code());
      output.finish();
      done.get(10, TimeUnit.SECONDS);
    }
    assertEquals("hello\n", out.toString(StandardCharsets.UTF_8));
    assertEquals("error\n", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void showsAPromptAndTheTerminalsSize() throws Exception {
    OutputSpec spec = rig.spec(Rig.id(3), true, true, "json-file");
    ContainerOutput output = outputs.of(spec);
    var session = output.attach(true, true, true, false, true);
    var typed = new PipedOutputStream();
    var out = new PipedInputStream(1 << 16);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor();
        var keyboard = new PipedInputStream(typed);
        var screen = new PipedOutputStream(out)) {
      Future<?> done =
          pool.submit(() -> {
            session.run(keyboard, screen, screen);
            return true;
          });
      output.begin();
      var exit =
          rig.run(spec, true, "/bin/sh", "-c", "printf 'ready> '; read a; stty size; read b");
      String seen = readUntil(out, "ready> ");
      output.resize(33, 111);
      typed.write("x\r".getBytes(StandardCharsets.UTF_8));
      typed.flush();
      seen += readUntil(out, "33 111");
      assertTrue(seen.startsWith("ready> x"), seen);
      done.cancel(true); // the client left: the process goes on
      assertThrows(TimeoutException.class, () -> exit.get(300, TimeUnit.MILLISECONDS));
      rig.delete(Rig.id(3));
      assertEquals(137, Rig.end(exit).code());
      output.finish();
    }
  }

  static String readUntil(PipedInputStream in, String wanted) throws Exception {
    var text = new StringBuilder();
    while (text.indexOf(wanted) < 0) {
      int c = in.read();
      if (c < 0) {
        throw new AssertionError("ended after " + text);
      }
      text.append((char) c);
    }
    return text.toString();
  }
}
