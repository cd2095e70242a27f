package org.jdock.volume.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.event.Event;
import org.jdock.api.event.Events;
import org.jdock.api.volume.Volumes;
import org.jdock.driver.volume.local.LocalVolumeDriver;
import org.jdock.tck.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class VolumeServiceTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final LocalVolumeDriver driver = new LocalVolumeDriver();
  private Path root;
  private VolumeService volumes;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    root = directory;
    driver.open(TestContext.under(Files.createDirectories(directory.resolve("driver"))));
    volumes = service();
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private VolumeService service() {
    return new VolumeService(settings(), new DirectRegistry("local", driver), events());
  }

  private Volumes.Volume create(String name) {
    return volumes.create(name, null, Map.of(), Map.of());
  }

  private static ProblemException refused(Problem problem, Executable call) {
    ProblemException e = assertThrows(ProblemException.class, call);
    assertEquals(problem, e.problem(), e.getMessage());
    return e;
  }

  private static void refused(Problem problem, String message, Executable call) {
    assertEquals(message, refused(problem, call).getMessage());
  }

  @Test
  void aVolumeIsMadeOnceAndOutlivesTheEngine() {
    var made = volumes.create("data", "", Map.of(), Map.of("team", "blue"));
    assertEquals("local", made.driver());
    assertEquals("local", made.scope());
    assertTrue(Files.isDirectory(Path.of(made.mountpoint())));
    assertEquals(made, create("data"));
    volumes = service();
    assertEquals(made, volumes.inspect("data"));
    assertEquals(List.of(made), volumes.list(new Filters(Map.of("label", List.of("team=blue")))));
    assertEquals(List.of(), volumes.list(new Filters(Map.of("label", List.of("team=red")))));
    assertEquals(List.of("volume create data"), told);
    assertEquals(List.of("volume data"), volumes.usersOf("volume", "local"));
  }

  @Test
  void namesAreRefusedInDockersWords() {
    refused(
        Problem.INVALID,
        "create a: volume name is too short, names should be at least two alphanumeric characters",
        () -> create("a"));
    refused(
        Problem.INVALID,
        "create $: \"$\" includes invalid characters for a local volume name, only"
            + " \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host"
            + " directory, use absolute path",
        () -> create("$"));
    refused(Problem.INVALID, () -> create("../up"));
    refused(Problem.NOT_FOUND, "get x: no such volume", () -> volumes.inspect("x"));
    refused(Problem.NOT_FOUND, "get x: no such volume", () -> volumes.remove("x", false));
    volumes.remove("x", true);
  }

  @Test
  void optionsAreCheckedAgainstWhatTheDriverDeclares() {
    ProblemException e =
        refused(
            Problem.INVALID, () -> volumes.create("opt", "local", Map.of("size", "1g"), Map.of()));
    assertTrue(e.getMessage().contains("unknown option 'size'"), e.getMessage());
    refused(Problem.NOT_FOUND, () -> volumes.create("opt", "nfs", Map.of(), Map.of()));
    Map<String, String> tmpfs = Map.of("type", "tmpfs", "device", "tmpfs");
    assertEquals(tmpfs, volumes.create("opt", "local", tmpfs, Map.of()).options());
    assertEquals(tmpfs, create("opt").options());
    refused(
        Problem.CONFLICT,
        () ->
            volumes.create(
                "opt", "local", Map.of("type", "none", "device", "/x", "o", "bind"), Map.of()));
  }

  @Test
  void aVolumeThatAContainerRefersToStaysEvenAcrossARestart() throws Exception {
    create("data");
    volumes.refer("data", "c1");
    volumes.refer("data", "c1");
    Path data = volumes.mount("data", "c1");
    Files.writeString(data.resolve("f"), "kept");
    volumes.unmount("data", "c1");
    volumes = service();
    refused(
        Problem.CONFLICT,
        "remove data: volume is in use - [c1]",
        () -> volumes.remove("data", true));
    var dangling = new Filters(Map.of("dangling", List.of("true")));
    assertEquals(List.of(), volumes.list(dangling));
    assertEquals("kept", Files.readString(volumes.mount("data", "c2").resolve("f")));
    volumes.unmount("data", "c2");
    volumes.release("data", "c1");
    volumes.release("gone", "c1");
    assertEquals(1, volumes.list(dangling).size());
    volumes.remove("data", false);
    assertFalse(Files.exists(data));
    assertEquals(List.of(), service().list(Filters.NONE));
    assertEquals(
        List.of(
            "volume create data",
            "volume mount data",
            "volume unmount data",
            "volume mount data",
            "volume unmount data",
            "volume destroy data"),
        told);
  }

  @Test
  void pruneTakesAnonymousVolumesThatNobodyNeeds() throws Exception {
    create("named");
    var idle = create(null);
    var busy = create("");
    assertTrue(idle.name().matches("[0-9a-f]{64}"));
    assertTrue(idle.anonymous());
    volumes.refer(busy.name(), "c1");
    Files.writeString(Path.of(idle.mountpoint()).resolve("f"), "12345");
    assertEquals(new Volumes.PruneReport(List.of(idle.name()), 5), volumes.prune(Filters.NONE));
    assertEquals(
        new Volumes.PruneReport(List.of("named"), 0),
        volumes.prune(new Filters(Map.of("all", List.of("true")))));
    assertEquals(1, volumes.list(Filters.NONE).size());
  }

  @Test
  void whatTheDriverHasIsShownThoughTheRecordIsTorn() throws Exception {
    create("data");
    Path record = root.resolve("data/volumes-state/data.json");
    Files.writeString(record, "{");
    volumes = service();
    assertEquals("data", volumes.inspect("data").name());
    assertEquals(1, volumes.list(Filters.NONE).size());
    assertTrue(Files.exists(record.resolveSibling("data.json.damaged")));
    volumes.remove("data", false);
  }

  private Settings settings() {
    DaemonSettings values =
        new DaemonSettings(
            List.of(),
            root.resolve("data"),
            root.resolve("exec"),
            "t",
            "jdock-test",
            List.of(),
            List.of(),
            "",
            "",
            "",
            "",
            Map.of(),
            "",
            "",
            List.of(),
            10,
            false);
    return new Settings() {
      @Override
      public DaemonSettings current() {
        return values;
      }

      @Override
      public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
        return () -> {};
      }
    };
  }

  private Events events() {
    return new Events() {
      @Override
      public void publish(
          String type, String action, String actorId, Map<String, String> attributes) {
        told.add(type + " " + action + " " + actorId);
      }

      @Override
      public List<Event> recent() {
        return List.of();
      }

      @Override
      public AutoCloseable subscribe(Consumer<Event> listener) {
        return () -> {};
      }
    };
  }
}
