package org.jdock.itest.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.Drivers;
import org.jdock.itest.osgi.exam.PaxExam;
import org.jdock.itest.osgi.exam.Roots;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** A driver that was built against the first contract serves in an engine with a newer one. */
@ExtendWith(PaxExam.class)
public class OldContractTest {
  private static final Version FIRST = new Version(1, 0, 0);

  @Test
  public void aDriverOfTheFirstContractWritesAndReads() throws Exception {
    Host.offerSettings();
    var drivers = Host.service(Drivers.class);
    var installed = drivers.install(OldDriverJar.make());
    assertEquals(
        List.of("log/old"), installed.stream().map(d -> d.kind() + "/" + d.name()).toList());
    assertTrue(contract().compareTo(FIRST) > 0, "the contract has not changed: " + contract());

    var registry = Host.service(DriverRegistry.class);
    var target = target(Files.createDirectories(Roots.top().resolve("old-log")));
    assertEquals(
        true,
        registry.<LogDriver, Boolean>call(
            LogDriver.class,
            "old",
            driver -> {
              driver.check(Map.of("colour", "red")); // came after it was built
              return true;
            }));
    var position = new AtomicReference<String>();
    var expected = new ArrayList<String>();
    for (int round = 0; round < 2; round++) {
      try (var session =
          registry.<LogDriver, LogSink>session(
              LogDriver.class,
              "old",
              driver -> driver.open(target, Map.of(), position.get()),
              sink -> {
                sink.close();
                return true;
              })) {
        for (int i = 0; i < 3; i++) {
          var text = "line " + expected.size();
          expected.add(text);
          position.set(session.use(sink -> write(sink, text)));
        }
        session.use(sink -> {
          sink.write(List.of(line("cut off by the next")));
          return true;
        });
      }
    }
    expected.add("cut off by the next");
    assertEquals(
        expected,
        registry.<LogDriver, List<String>>call(
            LogDriver.class,
            "old",
            driver -> {
              try (var reader = driver.read(target, Map.of(), LogQuery.ALL)) {
                return reader.next(100).stream().map(OldContractTest::text).toList();
              }
            }));
    drivers.remove("log/old", false);
    assertThrows(ProblemException.class, () -> drivers.info("log/old"));
  }

  /** The version of the package that the framework gave to the driver. */
  private static Version contract() {
    var bundle =
        Arrays.stream(Host.context().getBundles())
            .filter(each -> "org.vendor.old".equals(each.getSymbolicName()))
            .findFirst()
            .orElseThrow();
    return bundle
        .adapt(BundleWiring.class)
        .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)
        .stream()
        .map(wire -> wire.getCapability().getAttributes())
        .filter(all -> "org.jdock.spi.log".equals(all.get(PackageNamespace.PACKAGE_NAMESPACE)))
        .map(all -> (Version) all.get("version"))
        .findFirst()
        .orElseThrow();
  }

  private static String write(LogSink sink, String text) throws Exception {
    sink.write(List.of(line(text)));
    sink.flush();
    return sink.position();
  }

  private static LogLine line(String text) {
    return new LogLine(
        1_790_000_000_000_000_000L,
        LogLine.Stream.STDOUT,
        true,
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(LogLine line) {
    return new String(line.bytes(), StandardCharsets.UTF_8);
  }

  private static LogTarget target(Path directory) {
    return new LogTarget(
        "e".repeat(64),
        "web",
        "sha256:" + "f".repeat(64),
        "busybox",
        List.of("sh"),
        Instant.now(),
        Map.of(),
        List.of(),
        directory);
  }
}
