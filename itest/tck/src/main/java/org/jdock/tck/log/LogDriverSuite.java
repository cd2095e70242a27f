package org.jdock.tck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdock.spi.DriverException;
import org.jdock.spi.Options;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.jdock.tck.TestContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the contract of {@link LogDriver} demands. A driver's module extends it with one method;
 * what a driver may leave out is asked of its capabilities and declared options.
 */
public abstract class LogDriverSuite {
  private final List<LogDriver> opened = new ArrayList<>();
  private Path home = Path.of("");
  private LogTarget target = target(home);

  /** A new instance that has not been opened. */
  protected abstract LogDriver newDriver();

  /** Whether {@code remove} deletes; not so where a server keeps what it was sent. */
  protected boolean deletes() {
    return true;
  }

  @BeforeEach
  void makeTarget(@TempDir Path directory) throws IOException {
    home = directory;
    target = target(Files.createDirectory(directory.resolve("container")));
  }

  @AfterEach
  void closeDrivers() {
    opened.forEach(LogDriver::close);
  }

  private static LogTarget target(Path directory) {
    return new LogTarget(
        "0123456789abcdef".repeat(4),
        "web",
        "sha256:" + "ab".repeat(32),
        "nginx:latest",
        List.of("nginx", "-g"),
        Instant.ofEpochSecond(1_790_000_000),
        Map.of("tier", "front"),
        List.of("MODE=test"),
        directory);
  }

  private LogDriver driver() throws DriverException {
    LogDriver driver = newDriver();
    driver.open(TestContext.under(home));
    opened.add(driver);
    return driver;
  }

  private LogDriver reading() throws DriverException {
    LogDriver driver = driver();
    assumeTrue(
        driver.capabilities().contains(LogDriver.READ), "driver: the driver declares no reading");
    return driver;
  }

  private LogDriver exact() throws DriverException {
    LogDriver driver = reading();
    assumeTrue(
        driver.capabilities().contains(LogDriver.EXACTLY_ONCE), "driver: it is at-least-once");
    return driver;
  }

  /** Options that rotate after some hundred lines, when the driver declares such options. */
  private static Map<String, String> rotating(LogDriver driver, int files) {
    List<String> declared = driver.options().stream().map(o -> o.name()).toList();
    assumeTrue(
        declared.containsAll(List.of("max-size", "max-file")), "driver: no rotation is declared");
    return Map.of("max-size", "20k", "max-file", Integer.toString(files));
  }

  private static Map<String, String> compressing(LogDriver driver, int files) {
    assumeTrue(
        driver.options().stream().anyMatch(o -> o.name().equals("compress")),
        "driver: no compression is declared");
    Map<String, String> rotating = rotating(driver, files);
    return Map.of(
        "max-size", "20k", "max-file", rotating.getOrDefault("max-file", ""), "compress", "true");
  }

  private void write(
      LogDriver driver, Map<String, String> options, @Nullable String at, List<LogLine> lines)
      throws DriverException {
    LogSink sink = driver.open(target, options, at);
    sink.write(lines);
    sink.close();
  }

  private List<String> all(LogDriver driver, Map<String, String> options) throws DriverException {
    return Lines.show(Lines.read(driver, target, options, LogQuery.ALL));
  }

  @Test
  void probeSaysWhetherItCanRun() throws DriverException {
    var probe = newDriver().probe();
    assertTrue(probe.ready() || !probe.reason().isEmpty(), "a refusal names its reason");
    Options.check("log driver", driver().options(), Map.of());
  }

  @Test
  void takesLinesWhateverItKeeps() throws DriverException {
    LogDriver driver = driver();
    LogSink sink = driver.open(target, Map.of(), null);
    sink.write(Lines.lines(0, 100));
    sink.write(List.of());
    sink.flush();
    assertTrue(sink.position().length() <= 1024);
    sink.close();
    sink.close();
    driver.remove(target, Map.of());
    driver.remove(target, Map.of());
  }

  @Test
  void readingIsRefusedWhereItIsNotDeclared() throws DriverException {
    LogDriver driver = driver();
    assumeTrue(!driver.capabilities().contains(LogDriver.READ), "driver: the driver can read");
    DriverException refusal =
        assertThrows(
            DriverException.class, () -> driver.read(target, Map.of(), LogQuery.ALL).close());
    assertEquals(DriverException.Kind.UNSUPPORTED, refusal.kind());
    assertEquals("configured logging driver does not support reading", refusal.getMessage());
  }

  @Test
  void readsBackInOrder() throws DriverException {
    LogDriver driver = reading();
    write(driver, Map.of(), null, Lines.lines(0, 1000));
    assertEquals(Lines.show(Lines.lines(0, 1000)), all(driver, Map.of()));
  }

  @Test
  void keepsPiecesApart() throws DriverException {
    LogDriver driver = reading();
    List<LogLine> pieces =
        List.of(
            Lines.line(1, false, "be"),
            Lines.line(2, false, "gin"),
            Lines.line(3, true, ""),
            Lines.line(4, true, ""),
            Lines.line(5, true, "end"));
    write(driver, Map.of(), null, pieces);
    assertEquals(Lines.show(pieces), all(driver, Map.of()));
  }

  @Test
  void keepsEveryCharacter() throws DriverException {
    LogDriver driver = reading();
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < 0x3000; c++) {
      if (c != '\n') {
        text.appendCodePoint(c);
      }
    }
    text.appendCodePoint(0x1f433).append("\"\\</script>&\u2028\u2029").appendCodePoint(0x10ffff);
    List<LogLine> line = List.of(Lines.line(1, true, text.toString()));
    write(driver, Map.of(), null, line);
    assertEquals(Lines.show(line), all(driver, Map.of()));
  }

  @Test
  void bytesThatAreNoTextSurviveOrBecomeReplacements() throws DriverException {
    LogDriver driver = reading();
    byte[] binary = {'a', (byte) 0xff, 'b', (byte) 0xc3, 'c', (byte) 0xed, (byte) 0xa0, 'd'};
    LogLine line = new LogLine(Lines.EPOCH, LogLine.Stream.STDOUT, true, binary);
    write(driver, Map.of(), null, List.of(line, Lines.line(1)));
    List<LogLine> back = Lines.read(driver, target, Map.of(), LogQuery.ALL);
    assertEquals(2, back.size());
    byte[] got = back.getFirst().bytes();
    if (!Arrays.equals(binary, got)) {
      assertEquals("a\ufffdb\ufffdc\ufffd\ufffdd", new String(got, StandardCharsets.UTF_8));
    }
    assertEquals(Lines.show(Lines.line(1)), Lines.show(back.get(1)));
  }

  @Test
  void keepsALongLine() throws DriverException {
    LogDriver driver = reading();
    List<LogLine> line = List.of(Lines.line(1, true, "x\ty".repeat(700_000)), Lines.line(2));
    write(driver, Map.of(), null, line);
    assertEquals(Lines.show(line), all(driver, Map.of()));
  }

  @Test
  void keepsTwoHundredThousandLines() throws DriverException {
    LogDriver driver = reading();
    LogSink sink = driver.open(target, Map.of(), null);
    for (int i = 0; i < 200_000; i += 500) {
      sink.write(Lines.lines(i, i + 500));
    }
    sink.close();
    try (LogReader reader = driver.read(target, Map.of(), LogQuery.ALL)) {
      int number = 0;
      for (List<LogLine> some = reader.next(1000); !some.isEmpty(); some = reader.next(1000)) {
        for (LogLine line : some) {
          assertEquals(Lines.show(Lines.line(number++)), Lines.show(line));
        }
      }
      assertEquals(200_000, number);
    }
  }

  @Test
  void choosesByTime() throws DriverException {
    LogDriver driver = reading();
    write(driver, Map.of(), null, Lines.lines(0, 100));
    LogQuery some = new LogQuery(Lines.time(30), Lines.time(59), -1);
    assertEquals(
        Lines.show(Lines.lines(30, 60)), Lines.show(Lines.read(driver, target, Map.of(), some)));
  }

  @Test
  void choosesTheTail() throws DriverException {
    LogDriver driver = reading();
    write(driver, Map.of(), null, Lines.lines(0, 5000));
    for (int tail : new int[] {0, 1, 2, 4999, 5000, 5001}) {
      LogQuery query = new LogQuery(Long.MIN_VALUE, Long.MAX_VALUE, tail);
      assertEquals(
          Lines.show(Lines.lines(Math.max(0, 5000 - tail), 5000)),
          Lines.show(Lines.read(driver, target, Map.of(), query)),
          "tail " + tail);
    }
  }

  @Test
  void readerGoesOnAfterTheEnd() throws DriverException {
    LogDriver driver = reading();
    LogSink sink = driver.open(target, Map.of(), null);
    try (LogReader all = driver.read(target, Map.of(), LogQuery.ALL);
        LogReader tail =
            driver.read(target, Map.of(), new LogQuery(Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
      assertEquals(List.of(), all.next(10));
      for (int i = 0; i < 50; i += 10) {
        sink.write(Lines.lines(i, i + 10));
        sink.flush();
        assertEquals(Lines.show(Lines.lines(i, i + 10)), Lines.show(Lines.rest(all)));
        assertEquals(Lines.show(Lines.lines(i, i + 10)), Lines.show(Lines.rest(tail)));
      }
    }
    sink.close();
  }

  @Test
  void removedMeansGone() throws DriverException {
    LogDriver driver = reading();
    assumeTrue(deletes(), "driver: what was logged is kept elsewhere");
    write(driver, Map.of(), null, Lines.lines(0, 10));
    driver.remove(target, Map.of());
    assertEquals(List.of(), all(driver, Map.of()));
    driver.remove(target, Map.of());
  }

  @Test
  void openingCutsBack() throws DriverException {
    LogDriver driver = exact();
    LogSink crashed = driver.open(target, Map.of(), null);
    crashed.write(Lines.lines(0, 10));
    crashed.flush();
    String position = crashed.position();
    crashed.write(Lines.lines(10, 20));
    crashed.flush();
    write(driver, Map.of(), position, Lines.lines(10, 30));
    assertEquals(Lines.show(Lines.lines(0, 30)), all(driver, Map.of()));
    write(driver, Map.of(), null, Lines.lines(5, 8));
    assertEquals(Lines.show(Lines.lines(5, 8)), all(driver, Map.of()), "no position: a new log");
  }

  @Test
  void anotherInstanceGoesOn() throws DriverException {
    LogDriver first = exact();
    LogSink sink = first.open(target, Map.of(), null);
    sink.write(Lines.lines(0, 10));
    sink.close();
    String position = sink.position();
    first.close();
    opened.remove(first);
    LogDriver second = driver();
    write(second, Map.of(), position, Lines.lines(10, 20));
    assertEquals(Lines.show(Lines.lines(0, 20)), all(second, Map.of()));
  }

  @Test
  void rotationDropsTheOldestOnly() throws DriverException {
    LogDriver driver = reading();
    Map<String, String> options = rotating(driver, 3);
    write(driver, options, null, Lines.lines(0, 3000));
    List<String> kept = all(driver, options);
    assertTrue(kept.size() > 300 && kept.size() < 1500, kept.size() + " lines kept");
    assertEquals(Lines.show(Lines.lines(3000 - kept.size(), 3000)), kept);
  }

  @Test
  void tailReachesAcrossRotatedFiles() throws DriverException {
    LogDriver driver = reading();
    Map<String, String> options = compressing(driver, 50);
    write(driver, options, null, Lines.lines(0, 3000));
    for (int tail : new int[] {1, 100, 500, 2500, 2999, 3000, 4000}) {
      LogQuery query = new LogQuery(Long.MIN_VALUE, Long.MAX_VALUE, tail);
      assertEquals(
          Lines.show(Lines.lines(Math.max(0, 3000 - tail), 3000)),
          Lines.show(Lines.read(driver, target, options, query)),
          "tail " + tail);
    }
  }

  @Test
  void followsAcrossRotations() throws DriverException {
    LogDriver driver = reading();
    Map<String, String> options = compressing(driver, 50);
    LogSink sink = driver.open(target, options, null);
    List<LogLine> got = new ArrayList<>();
    try (LogReader reader = driver.read(target, options, LogQuery.ALL)) {
      for (int i = 0; i < 4000; i += 80) {
        sink.write(Lines.lines(i, i + 80));
        if (i % 400 == 0) {
          got.addAll(Lines.rest(reader));
        }
      }
      sink.close();
      got.addAll(Lines.rest(reader));
    }
    assertEquals(Lines.show(Lines.lines(0, 4000)), Lines.show(got));
  }

  @Test
  void readsWhileAnotherThreadWrites() throws Exception {
    LogDriver driver = reading();
    Map<String, String> options = rotating(driver, 200);
    LogSink sink = driver.open(target, options, null);
    List<DriverException> failures = new ArrayList<>();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (int i = 0; i < 20_000; i += 50) {
                  sink.write(Lines.lines(i, i + 50));
                }
                sink.close();
              } catch (DriverException e) {
                failures.add(e);
              }
            });
    List<LogLine> got = new ArrayList<>();
    try (LogReader reader = driver.read(target, options, LogQuery.ALL)) {
      while (writer.isAlive()) {
        got.addAll(reader.next(100));
      }
      writer.join();
      got.addAll(Lines.rest(reader));
    }
    assertEquals(List.of(), failures);
    assertEquals(Lines.show(Lines.lines(0, 20_000)), Lines.show(got));
  }

  @Test
  void cutsBackAcrossRotations() throws DriverException {
    LogDriver driver = exact();
    cutsBackAcrossRotations(driver, rotating(driver, 100));
  }

  @Test
  void cutsBackAcrossCompressedRotations() throws DriverException {
    LogDriver driver = exact();
    cutsBackAcrossRotations(driver, compressing(driver, 100));
  }

  private void cutsBackAcrossRotations(LogDriver driver, Map<String, String> options)
      throws DriverException {
    LogSink sink = driver.open(target, options, null);
    sink.write(Lines.lines(0, 700));
    sink.flush();
    String position = sink.position();
    sink.write(Lines.lines(700, 2000));
    sink.close();
    for (int i = 0; i < 2; i++) { // the second crash came before the engine had a new position
      sink = driver.open(target, options, position);
      assertEquals(Lines.show(Lines.lines(0, 700)), all(driver, options));
      sink.write(Lines.lines(700, 1500 + i * 1000));
      sink.close();
    }
    assertEquals(Lines.show(Lines.lines(0, 2500)), all(driver, options));
    position = sink.position();
    write(driver, options, position, Lines.lines(2500, 2600));
    assertEquals(Lines.show(Lines.lines(0, 2600)), all(driver, options));
  }

  @Test
  void cutsBackToWhatWasRotatedAway() throws DriverException {
    LogDriver driver = exact();
    Map<String, String> options = rotating(driver, 1);
    LogSink sink = driver.open(target, options, null);
    sink.write(Lines.lines(0, 100));
    sink.flush();
    String position = sink.position();
    sink.write(Lines.lines(100, 2000));
    sink.close();
    for (int i = 0; i < 2; i++) {
      sink = driver.open(target, options, position);
      assertEquals(List.of(), all(driver, options));
      sink.write(Lines.lines(100, 130));
      sink.close();
      assertEquals(Lines.show(Lines.lines(100, 130)), all(driver, options));
    }
  }
}
