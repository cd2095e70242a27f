package org.jdock.tck.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdock.linux.socket.Fifos;
import org.jdock.linux.socket.SeqPacketSocket;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.runtime.CreateSpec;
import org.jdock.spi.runtime.ExecSpec;
import org.jdock.spi.runtime.MonitorFiles;
import org.jdock.spi.runtime.RuntimeContainer;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.tck.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime driver's module extends this in its own tests and says how to make one. Needs root. */
public abstract class RuntimeDriverSuite {
  private static final long LIMIT_MILLIS = 20_000;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private final List<String> made = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set by open()
  private RuntimeDriver driver;

  @SuppressWarnings("NullAway.Init") // set by open()
  private TestContext context;

  @SuppressWarnings("NullAway.Init") // set by open()
  private Bundles bundles;

  /** For extensions. */
  protected RuntimeDriverSuite() {}

  /** A new instance with its default configuration, not yet open. */
  protected abstract RuntimeDriver create();

  @BeforeEach
  final void open() throws Exception {
    assumeTrue(Bundles.available(), "host: busybox-static is not installed");
    context = TestContext.under(directory);
    bundles = new Bundles(directory.resolve("bundles"), context.cgroupParent());
    driver = create();
    assertTrue(driver.probe().ready(), driver.probe().reason());
    driver.open(context);
  }

  @AfterEach
  final void deleteAll() throws Exception {
    if (made.isEmpty()) {
      return; // skipped, or nothing was made
    }
    for (String id : made) {
      driver.delete(id, true);
    }
    driver.close();
    assertEquals(List.of(), groups(), "no cgroup is left");
    for (Path hierarchy : hierarchies()) {
      Files.deleteIfExists(hierarchy.resolve(context.cgroupParent()));
    }
  }

  private static List<Path> hierarchies() throws IOException {
    List<Path> all = new ArrayList<>(List.of(Path.of("/sys/fs/cgroup")));
    try (var inner = Files.list(Path.of("/sys/fs/cgroup"))) {
      inner.filter(Files::isDirectory).forEach(all::add);
    }
    return all;
  }

  private List<Path> groups() throws IOException {
    List<Path> left = new ArrayList<>();
    for (Path hierarchy : hierarchies()) {
      for (String id : made) {
        Path group = hierarchy.resolve(context.cgroupParent()).resolve(id);
        if (Files.exists(group)) {
          left.add(group);
        }
      }
    }
    return left;
  }

  private String id() {
    String id = "%064x".formatted(System.nanoTime());
    made.add(id);
    return id;
  }

  private CreateSpec spec(String id, String... command) throws IOException {
    return new CreateSpec(id, "tck", bundles.bundle(id, false, command), false, false, false);
  }

  private MonitorFiles run(String id, String... command) throws Exception {
    CreateSpec spec = spec(id, command);
    assertTrue(driver.create(spec) > 0);
    driver.start(id);
    return spec.monitor();
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.currentTimeMillis() + LIMIT_MILLIS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.currentTimeMillis() < deadline, "waited for " + what);
      Thread.sleep(5);
    }
  }

  private static int exit(MonitorFiles files, String id) throws Exception {
    await("the exit file", () -> files.exitFile(id).toFile().length() > 0);
    return Integer.parseInt(Files.readString(files.exitFile(id)).strip());
  }

  private static String spool(MonitorFiles files) {
    try {
      return Files.exists(files.spool()) ? Files.readString(files.spool()) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String status(String id) throws DriverException {
    return driver.list().stream()
        .filter(c -> c.id().equals(id))
        .map(RuntimeContainer::status)
        .findFirst()
        .orElse("none");
  }

  private void swap() throws Exception {
    driver.close();
    driver = create();
    driver.open(context);
  }

  @Test
  final void saysWhatItIs() throws DriverException {
    assertFalse(driver.info().name().isEmpty());
    assertFalse(driver.info().version().isEmpty());
    assertTrue(Files.isExecutable(Path.of(driver.info().path())));
  }

  @Test
  final void aContainerGoesThroughItsStates() throws Exception {
    String id = id();
    assertEquals("none", status(id));
    CreateSpec spec = spec(id, "/bin/sh", "-c", "echo out; echo err >&2; exec sleep 1000");
    int pid = driver.create(spec);
    assertEquals(Integer.toString(pid), Files.readString(spec.monitor().pidFile()).strip());
    assertEquals("created", status(id));
    assertEquals("", spool(spec.monitor()));
    driver.start(id);
    assertEquals("running", status(id));
    await("output", () -> spool(spec.monitor()).contains("stderr F err"));
    assertTrue(spool(spec.monitor()).contains("stdout F out"));
    driver.start(id);
    driver.signal(id, 9, false);
    assertEquals(137, exit(spec.monitor(), id));
    await("its end", () -> "stopped".equals(quietStatus(id)));
    assertEquals(
        Kind.NOT_FOUND,
        assertThrows(DriverException.class, () -> driver.signal(id, 15, false)).kind());
    driver.delete(id, false);
    driver.delete(id, false);
    driver.delete(id, true);
    assertEquals("none", status(id));
    assertEquals(List.of(), groups());
  }

  private String quietStatus(String id) {
    try {
      return status(id);
    } catch (DriverException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  final void exitCodesAndOutputAreThereWhenNobodyLooked() throws Exception {
    String id = id();
    MonitorFiles files = run(id, "/bin/sh", "-c", "echo last words; exit 255");
    driver.close();
    assertEquals(255, exit(files, id));
    assertTrue(spool(files).contains("stdout F last words"));
    driver = create();
    driver.open(context);
  }

  @Test
  final void anotherInstanceGoesOn() throws Exception {
    String id = id();
    CreateSpec spec = spec(id, "/bin/sleep", "1000");
    int pid = driver.create(spec);
    swap();
    assertEquals(pid, driver.create(spec), "a repeated create finds what the first one made");
    driver.start(id);
    swap();
    assertEquals("running", status(id));
    assertEquals(
        Kind.CONFLICT, assertThrows(DriverException.class, () -> driver.create(spec)).kind());
    assertEquals(
        Kind.CONFLICT, assertThrows(DriverException.class, () -> driver.delete(id, false)).kind());
    MonitorFiles files = exec(id, "e1", "/bin/sh", "-c", "exit 3");
    swap();
    assertEquals(3, exit(files, id));
    driver.delete(id, true);
    assertEquals(137, exit(spec.monitor(), id));
  }

  @Test
  final void programsThatCannotRunAreNamedAsDockerDoes() throws Exception {
    String create =
        "failed to create task for container: failed to create shim task: OCI runtime create"
            + " failed: ";
    refused("nosuch", create, "exec: \"nosuch\": executable file not found in $PATH: unknown");
    refused("/no/such", create, "exec: \"/no/such\": stat /no/such: no such file or directory");
    refused("/plain", create, "exec: \"/plain\": permission denied: unknown");
    refused("/etc", create, "permission denied");
    assertEquals(List.of(), driver.list(), "nothing is left of them");
  }

  private void refused(String program, String start, String rest) {
    String id = id();
    DriverException e =
        assertThrows(DriverException.class, () -> driver.create(spec(id, program)), program);
    assertEquals(Kind.INVALID, e.kind());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith(start) && message.contains(rest), message);
  }

  private MonitorFiles exec(String id, String name, String... command) throws Exception {
    ExecSpec spec = execution(id, name, command);
    assertTrue(driver.exec(spec) > 0);
    return spec.monitor();
  }

  private ExecSpec execution(String id, String name, String... command) throws IOException {
    String execId = "%064x".formatted(System.nanoTime());
    MonitorFiles files = bundles.files(id + name);
    return new ExecSpec(id, execId, files, Bundles.process(false, command), false, false);
  }

  private static ExecSpec hint(ExecSpec spec) {
    return new ExecSpec(
        spec.containerId(), spec.execId(), spec.monitor(), "", spec.terminal(), spec.stdin());
  }

  private static boolean atWork(MonitorFiles files) {
    return ProcessHandle.allProcesses()
        .map(process -> Path.of("/proc/" + process.pid() + "/cmdline"))
        .anyMatch(file -> {
          try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                .contains(files.directory().toString());
          } catch (IOException e) {
            return false; // ended meanwhile
          }
        });
  }

  @Test
  final void anExpectedProcessIsLikeAnyOther() throws Exception {
    String id = id();
    run(id, "/bin/sleep", "1000");
    ExecSpec spec = execution(id, "one", "/bin/sh", "-c", "echo in exec; exit 42");
    driver.expect(hint(spec));
    assertTrue(driver.exec(spec) > 0);
    assertEquals(42, exit(spec.monitor(), id));
    assertTrue(spool(spec.monitor()).contains("stdout F in exec"));
    ExecSpec none = execution(id, "two", "nosuch");
    driver.expect(hint(none));
    assertEquals(Kind.INVALID, assertThrows(DriverException.class, () -> driver.exec(none)).kind());
  }

  @Test
  final void whatIsExpectedAndDoesNotComeIsGivenUp() throws Exception {
    String id = id();
    run(id, "/bin/sleep", "1000");
    ExecSpec late = execution(id, "late", "/bin/sh", "-c", "exit 42");
    ExecSpec moved = execution(id, "moved", "/bin/sh", "-c", "exit 43");
    driver.expect(hint(late));
    RuntimeDriver other = create();
    other.open(context);
    other.expect(hint(moved));
    other.close();
    assertFalse(atWork(moved.monitor()), "a driver that is closed leaves nothing that waits");
    assertTrue(driver.exec(moved) > 0, "another version takes over");
    assertEquals(43, exit(moved.monitor(), id));
    await("nobody to wait", () -> !atWork(late.monitor()));
    assertTrue(driver.exec(late) > 0);
    assertEquals(42, exit(late.monitor(), id));
  }

  @Test
  final void furtherProcessesHaveOutputAndExitCodesOfTheirOwn() throws Exception {
    String id = id();
    MonitorFiles first = run(id, "/bin/sleep", "1000");
    MonitorFiles one = exec(id, "one", "/bin/sh", "-c", "echo in exec; exit 42");
    MonitorFiles two = exec(id, "two", "/bin/sh", "-c", "exit 255");
    assertEquals(42, exit(one, id));
    assertEquals(255, exit(two, id));
    assertTrue(spool(one).contains("stdout F in exec"));
    assertEquals("", spool(first));
    DriverException e = assertThrows(DriverException.class, () -> exec(id, "three", "nosuch"));
    assertEquals(Kind.INVALID, e.kind());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("OCI runtime exec failed: exec failed: "), message);
    assertTrue(message.contains("executable file not found in $PATH"), message);
    driver.signal(id, 9, false);
    exit(first, id);
    await("its end", () -> "stopped".equals(quietStatus(id)));
    assertThrows(DriverException.class, () -> exec(id, "four", "/bin/sh"));
  }

  @Test
  final void stdinComesThroughTheAttachSocket() throws Exception {
    String id = id();
    MonitorFiles files = bundles.bundle(id, false, "/bin/cat");
    driver.create(new CreateSpec(id, "tck", files, false, true, true));
    try (SeqPacketSocket socket = SeqPacketSocket.connect(files.attach())) {
      driver.start(id);
      socket.send(java.nio.ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
      socket.shutdownWrite();
      assertEquals(0, exit(files, id));
    }
    assertTrue(spool(files).contains("stdout F hello"));
  }

  @Test
  final void aTerminalIsResized() throws Exception {
    String id = id();
    MonitorFiles files =
        bundles.bundle(
            id, true, "/bin/sh", "-c", "until stty size | busybox grep 33; do sleep 0.1; done");
    driver.create(new CreateSpec(id, "tck", files, true, true, false));
    driver.start(id);
    await(
        "the control fifo",
        () -> {
          try {
            return Fifos.write(files.ctl(), "1 33 111\n".getBytes(StandardCharsets.US_ASCII));
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    assertEquals(0, exit(files, id));
    assertTrue(spool(files).contains("33 111"), spool(files));
  }

  @Test
  final void whatIsPausedCanBeResumedOrDeleted() throws Exception {
    assumeTrue(driver.capabilities().contains(RuntimeDriver.PAUSE), "driver: no capability pause");
    String id = id();
    run(id, "/bin/sleep", "1000");
    driver.pause(id);
    assertEquals("paused", status(id));
    driver.resume(id);
    assertEquals("running", status(id));
    driver.pause(id);
    driver.delete(id, true);
    assertEquals("none", status(id));
  }

  @Test
  final void limitsAreChangedWhileItRuns() throws Exception {
    assumeTrue(
        driver.capabilities().contains(RuntimeDriver.UPDATE), "driver: no capability update");
    String id = id();
    run(id, "/bin/sleep", "1000");
    driver.update(id, "{\"pids\":{\"limit\":77}}");
    Path v1 = Path.of("/sys/fs/cgroup/pids", context.cgroupParent(), id, "pids.max");
    Path v2 = Path.of("/sys/fs/cgroup", context.cgroupParent(), id, "pids.max");
    assertEquals("77", Files.readString(Files.exists(v1) ? v1 : v2).strip());
  }

  @Test
  final void whatIsNotThereIsNotFound() throws Exception {
    String id = id();
    assertEquals(
        Kind.NOT_FOUND, assertThrows(DriverException.class, () -> driver.start(id)).kind());
    assertEquals(
        Kind.NOT_FOUND,
        assertThrows(DriverException.class, () -> driver.signal(id, 9, false)).kind());
    driver.delete(id, true);
    driver.delete(id, false);
  }

  @Test
  final void aCreateWhoseMonitorWasKilledCanBeRepeated() throws Exception {
    String id = id();
    CreateSpec spec = spec(id, "/bin/sleep", "1000");
    int pid = driver.create(spec);
    // The monitor is the process's parent in the host's eyes.
    ProcessHandle monitor = ProcessHandle.of(pid).flatMap(ProcessHandle::parent).orElseThrow();
    monitor.destroyForcibly();
    await("the monitor's end", () -> !monitor.isAlive());
    swap();
    int second = driver.create(spec);
    assertTrue(second > 0 && second != pid);
    driver.start(id);
    assertEquals("running", status(id));
  }
}
