package org.jdock.itest.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.Drivers;
import org.jdock.itest.osgi.exam.FreshFramework;
import org.jdock.itest.osgi.exam.PaxExam;
import org.jdock.itest.osgi.exam.Roots;
import org.jdock.itest.osgi.vendor.FailingProbe;
import org.jdock.itest.osgi.vendor.HangingOpen;
import org.jdock.itest.osgi.vendor.ThrowingConstructor;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The distribution's json-file driver is replaced by other versions of itself. */
@ExtendWith(PaxExam.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class UpgradeTest {
  private static final String DRIVER = "log/json-file";

  private static Drivers drivers() {
    Host.offerSettings();
    return Host.service(Drivers.class);
  }

  private static String version() {
    var info = drivers().info(DRIVER);
    assertEquals("ACTIVE", info.state(), info.reason());
    return info.version();
  }

  @Test
  @Order(1)
  public void upgradesAndRollbacksUnderALogThatIsWritten() throws Exception {
    var drivers = drivers();
    var shipped = version();
    var directory = Files.createDirectories(Roots.top().resolve("log"));
    var stop = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writer = threads.submit(() -> write(directory, stop));
      try {
        for (int round = 0; round < 5; round++) {
          drivers.upgrade(DriverJars.version("0.2." + round));
          assertEquals("0.2." + round, version());
          drivers.rollback(DRIVER);
          assertEquals(shipped, version());
        }
      } finally {
        stop.set(true);
      }
      var expected = new ArrayList<String>();
      for (int i = 0; i < writer.get(); i++) {
        expected.add("line " + i);
      }
      assertTrue(expected.size() > 10, "lines: " + expected.size());
      assertEquals(expected, written(directory));
    }
  }

  /** Writes lines until told to stop; any failure ends it. */
  private static int write(Path directory, AtomicBoolean stop) {
    var target =
        new LogTarget(
            "c".repeat(64),
            "web",
            "sha256:" + "d".repeat(64),
            "busybox",
            List.of("sh"),
            Instant.now(),
            Map.of(),
            List.of(),
            directory);
    var position = new AtomicReference<String>();
    int lines = 0;
    var registry = Host.service(DriverRegistry.class);
    try (var session =
        registry.<LogDriver, LogSink>session(
            LogDriver.class,
            "json-file",
            driver -> driver.open(target, Map.of(), position.get()),
            sink -> {
              sink.close();
              return true;
            })) {
      while (!stop.get()) {
        var text = ("line " + lines).getBytes(StandardCharsets.UTF_8);
        var line = new LogLine(System.nanoTime(), LogLine.Stream.STDOUT, true, text);
        position.set(
            session.use(sink -> {
              sink.write(List.of(line));
              sink.flush();
              return sink.position();
            }));
        lines++;
      }
    }
    return lines;
  }

  private static List<String> written(Path directory) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(each -> each.toString().endsWith("-json.log")).toList()) {
        for (var line : Files.readAllLines(file)) {
          found.add(line.replaceAll(".*\"log\":\"(line \\d+).*", "$1"));
        }
      }
    }
    return found;
  }

  @Test
  @Order(2)
  public void aBadNewcomerIsRefusedWithItsReasonAndTheOldOneServesOn() throws Exception {
    drivers().upgrade(DriverJars.version("0.3.0"));
    bad("no proper Bundle-SymbolicName", Map.of("Bundle-SymbolicName", ""));
    bad("has no driver", Map.of("Service-Component", "", "Bundle-Version", "0.4.0"));
    bad("lower than the 0.3.0", Map.of("Bundle-Version", "0.2.9"));
    var imports = DriverJars.header("Import-Package") + ",org.gone;version=\"[1.0,2)\"";
    bad("package org.gone", Map.of("Import-Package", imports, "Bundle-Version", "0.4.0"));
    bad("install the frobnicator", () -> DriverJars.of(FailingProbe.class, "0.4.0"));
    bad("did not give its driver", () -> DriverJars.of(ThrowingConstructor.class, "0.4.0"));
    try {
      bad("did not answer within", () -> DriverJars.of(HangingOpen.class, "0.4.0"));
    } finally {
      System.setProperty(HangingOpen.RELEASE, "now");
    }
    try (var kept = Files.list(Roots.top().resolve("data/drivers"))) {
      assertEquals(2, kept.count(), "the state, and the jar that serves");
    }
  }

  private static void bad(String words, Map<String, String> headers) throws Exception {
    bad(words, () -> DriverJars.with(headers));
  }

  private static void bad(String words, Callable<Path> jar) throws Exception {
    var made = jar.call();
    var e = assertThrows(ProblemException.class, () -> drivers().upgrade(made));
    assertTrue(e.getMessage().contains(words), e.getMessage());
    assertEquals("0.3.0", version());
  }

  @Test
  @Order(3)
  @FreshFramework
  public void anotherStartFindsTheVersionThatServed() throws Exception {
    assertEquals("0.3.0", version());
    drivers().rollback(DRIVER);
    assertEquals(DriverJars.header("Bundle-Version"), version());
  }

  @Test
  @Order(4)
  @FreshFramework
  public void andAfterARollbackTheOneThatCameWithTheDistribution() throws Exception {
    assertEquals(DriverJars.header("Bundle-Version"), version());
    var e = assertThrows(ProblemException.class, () -> drivers().rollback(DRIVER));
    assertEquals(Problem.CONFLICT, e.problem());
  }
}
