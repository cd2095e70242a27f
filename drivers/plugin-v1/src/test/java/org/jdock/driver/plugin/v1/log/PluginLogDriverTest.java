package org.jdock.driver.plugin.v1.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.driver.plugin.v1.PythonPlugin;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.jdock.tck.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLogDriverTest {
  @TempDir private Path folder;
  private PythonPlugin plugin;
  private PluginLogDriver driver;
  private TestContext context;
  private LogTarget target;

  @BeforeEach
  void start() throws Exception {
    plugin = PythonPlugin.start(folder, "log", "LogDriver");
    driver =
        new PluginLogDriver(plugin.client(), () -> Set.of(LogDriver.READ), PythonPlugin::patience);
    context = TestContext.under(folder.resolve("context"));
    driver.open(context);
    target =
        new LogTarget(
            "ab".repeat(32),
            "web",
            "sha256:0",
            "busybox",
            List.of("sh"),
            Instant.EPOCH,
            Map.of(),
            List.of(),
            folder);
  }

  @AfterEach
  void stop() throws Exception {
    driver.close();
    plugin.close();
  }

  private static List<LogLine> line(long time, String text) {
    return List.of(
        new LogLine(time, LogLine.Stream.STDOUT, true, text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> read() throws DriverException {
    try (var reader = driver.read(target, Map.of(), LogQuery.ALL)) {
      return reader.next(100).stream()
          .map(l -> new String(l.bytes(), StandardCharsets.UTF_8))
          .toList();
    }
  }

  @Test
  void itDiesAndComesBack() throws Exception {
    LogSink sink = driver.open(target, Map.of(), null);
    sink.write(line(1, "one"));
    sink.flush();
    String position = sink.position();
    plugin.kill();
    var gone =
        assertThrows(
            DriverException.class,
            () -> {
              sink.write(line(2, "two"));
              sink.flush();
            });
    assertEquals(Kind.UNAVAILABLE, gone.kind());
    assertTrue(gone.getMessage().contains("log plugin log"), gone.getMessage());
    sink.close();
    assertEquals(
        Kind.UNAVAILABLE,
        assertThrows(DriverException.class, () -> driver.open(target, Map.of(), position)).kind());
    plugin.start();
    LogSink next = driver.open(target, Map.of(), position);
    next.write(line(2, "two"));
    next.close();
    assertEquals(List.of("two"), read(), "it has forgotten the first, and has the second once");
    try (var left = Files.list(context.execRoot())) {
      assertEquals(List.of(), left.toList(), "fifos that are left");
    }
  }

  @Test
  void whatADeadDaemonLeftIsEnded() throws Exception {
    LogSink dead = driver.open(target, Map.of(), null);
    dead.write(line(1, "one"));
    dead.flush();
    LogSink next = driver.open(target, Map.of(), dead.position());
    next.write(line(2, "two"));
    next.close();
    assertEquals(List.of("one", "two"), read());
  }

  @Test
  void aLogThatCantBeReadSaysSo() {
    var blind = new PluginLogDriver(plugin.client(), Set::of, PythonPlugin::patience);
    var refusal =
        assertThrows(DriverException.class, () -> blind.read(target, Map.of(), LogQuery.ALL));
    assertEquals(Kind.UNSUPPORTED, refusal.kind());
    assertFalse(blind.capabilities().contains(LogDriver.EXACTLY_ONCE));
  }
}
