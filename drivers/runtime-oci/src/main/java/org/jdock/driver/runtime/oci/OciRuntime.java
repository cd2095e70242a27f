package org.jdock.driver.runtime.oci;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.linux.process.PidFd;
import org.jdock.linux.process.Processes;
import org.jdock.linux.process.Signals;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.Probe;
import org.jdock.spi.runtime.CreateSpec;
import org.jdock.spi.runtime.ExecSpec;
import org.jdock.spi.runtime.RuntimeContainer;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.spi.runtime.RuntimeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A runtime by its command line (runc(8)). What can be done without calling it, is: starting,
 * signals, killing. Remembers nothing that is not on disk. Thread-safe; calls block: platform
 * threads only.
 */
abstract class OciRuntime implements RuntimeDriver {
  private static final Pattern VERSION = Pattern.compile("version (\\S+)");
  private static final Pattern COMMIT = Pattern.compile("(?m)^commit: (\\S+)");
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final Duration FROZEN = Duration.ofMillis(500);

  private final Settings settings;
  private final Programs programs = new Programs();
  private final GuardedRuntime guarded = new GuardedRuntime();
  private final Executions executions = new Executions(guarded);
  private volatile @Nullable DriverContext context;
  private volatile @Nullable Tool tool;

  OciRuntime(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Set<String> capabilities() {
    return Set.of(PAUSE, UPDATE);
  }

  @Override
  public Probe probe() {
    for (String name : List.of(settings.runtime(), settings.conmon())) {
      if (programs.find(name).isEmpty()) {
        return Probe.no(name + " not found", "install the " + name + " package, or set its path");
      }
    }
    try {
      Path runtime = programs.need(settings.runtime());
      boolean refuses =
          Dialect.of(programs.version(runtime)) == Dialect.CRUN && PrivateCgroups.hybrid();
      if (refuses && !settings.privateCgroups()) {
        return Probe.no(
            "crun refuses hosts that mount both versions of cgroups",
            "set private.cgroups=true, use runc, or boot with systemd.unified_cgroup_hierarchy=1");
      }
      for (String name : refuses ? PrivateCgroups.programs() : List.<String>of()) {
        programs.need(name);
      }
      return Probe.ok();
    } catch (DriverException | IOException e) {
      return Probe.no(String.valueOf(e.getMessage()), "");
    }
  }

  @Override
  public void open(DriverContext given) throws DriverException {
    try {
      Files.createDirectories(given.execRoot().resolve("state"));
      Files.createDirectories(given.execRoot().resolve("containers"));
    } catch (IOException e) {
      throw Monitor.failed("the runtime's directories can't be made", e);
    }
    context = given;
  }

  @Override
  public void close() {
    executions.close();
    guarded.close();
  }

  /** Finds the programs at the first use. */
  private Tool tool() throws DriverException {
    Tool known = tool;
    if (known != null) {
      return known;
    }
    DriverContext open = context;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    Path runtime = programs.need(settings.runtime());
    Path conmon = programs.need(settings.conmon());
    Dialect dialect = Dialect.of(programs.version(runtime));
    try {
      Path command =
          settings.privateCgroups() && PrivateCgroups.hybrid()
              ? PrivateCgroups.script(open.root(), runtime, programs)
              : runtime;
      Tool found =
          new Tool(runtime, command, dialect, conmon, open.execRoot(), settings.arguments());
      tool = found;
      return found;
    } catch (IOException e) {
      throw Monitor.failed("the runtime can't be prepared", e);
    }
  }

  @Override
  public RuntimeInfo info() throws DriverException {
    Path runtime = programs.need(settings.runtime());
    String text = programs.version(runtime);
    return new RuntimeInfo(
        String.valueOf(runtime.getFileName()),
        first(VERSION, text),
        first(COMMIT, text),
        runtime.toString());
  }

  private static String first(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return m.find() ? m.group(1) : "";
  }

  @Override
  public int create(CreateSpec spec) throws DriverException {
    Tool t = tool();
    String id = spec.containerId();
    Path directory = spec.monitor().directory();
    try {
      int adopted = fromAnInterruptedCall(t, id, directory);
      if (adopted > 0) {
        return adopted;
      }
      Files.writeString(t.memo(id), directory.toString());
      List<String> options = new ArrayList<>();
      if (spec.terminal()) {
        options.add("-t");
      }
      if (spec.stdin()) {
        options.add("-i");
        if (!spec.stdinOnce()) {
          options.add("--leave-stdin-open");
        }
      }
      Monitor.Call call =
          new Monitor.Call(id, id, spec.name(), guarded.of(t, t.command()), options);
      Monitor.Answer answer = Monitor.start(t, call, spec.monitor()).answer();
      if (answer.pid() > 0) {
        return answer.pid();
      }
      delete(id, true);
      JsonObject config = json(Files.readString(directory.resolve("config.json")));
      throw RuntimeErrors.create(
          t.dialect(), answer.error(), program(config.getAsJsonObject("process")));
    } catch (IOException e) {
      throw Monitor.failed("container " + id + " can't be created", e);
    }
  }

  /** The pid of a container that was made by a call whose caller died; else nothing is left. */
  private int fromAnInterruptedCall(Tool t, String id, Path directory)
      throws DriverException, IOException {
    if (!Files.exists(t.state(id))) {
      return 0;
    }
    Optional<RuntimeState> state = RuntimeState.read(t, id);
    if (state.isPresent() && state.get().alive()) {
      boolean created = Files.exists(fifo(t, id));
      boolean same = t.directory(id).filter(directory::equals).isPresent();
      if (!created || !same) {
        throw new DriverException(Kind.CONFLICT, "container " + id + " exists already");
      }
      if (Monitor.pid(directory) > 0) {
        return (int) state.get().pid();
      }
    }
    delete(id, true);
    return 0;
  }

  @Override
  public void start(String id) throws DriverException {
    Tool t = tool();
    try {
      RuntimeState state = RuntimeState.read(t, id).orElseThrow(() -> notFound(id));
      if (!state.alive()) {
        throw new DriverException(Kind.CONFLICT, "container " + id + " has ended");
      }
      if (t.dialect() == Dialect.OTHER) {
        startByCommand(t, id);
      } else if (Files.exists(fifo(t, id))
          && !StartFifo.open(t.dialect(), fifo(t, id), state.pid())) {
        startByCommand(t, id);
      }
    } catch (IOException e) {
      throw Monitor.failed("container " + id + " can't be started", e);
    }
  }

  private void startByCommand(Tool t, String id) throws DriverException {
    RuntimeCommand.Result result = RuntimeCommand.run(t, "start", id);
    boolean runs =
        !result.ok()
            && list().stream().anyMatch(c -> c.id().equals(id) && c.status().equals("running"));
    if (!runs) {
      result.orThrow("container " + id + " can't be started");
    }
  }

  @Override
  public void expect(ExecSpec spec) throws DriverException {
    executions.expect(tool(), spec);
  }

  @Override
  public int exec(ExecSpec spec) throws DriverException {
    return executions.run(tool(), spec);
  }

  @Override
  public void signal(String id, int signal, boolean all) throws DriverException {
    Tool t = tool();
    if (all || t.dialect() == Dialect.OTHER) {
      RuntimeCommand.Result result =
          all
              ? RuntimeCommand.run(t, "kill", "--all", id, Integer.toString(signal))
              : RuntimeCommand.run(t, "kill", id, Integer.toString(signal));
      if (!result.ok()) {
        throw new DriverException(
            Kind.NOT_FOUND, "container " + id + " is not running: " + result.error());
      }
      return;
    }
    try {
      RuntimeState state = RuntimeState.read(t, id).orElseThrow(() -> notFound(id));
      if (!Processes.kill(state.pid(), state.startTime(), signal)) {
        throw notRunning(id);
      }
    } catch (IOException e) {
      throw Monitor.failed("container " + id + " can't be signalled", e);
    }
  }

  @Override
  public void pause(String id) throws DriverException {
    RuntimeCommand.run(tool(), "pause", id).orThrow("container " + id + " can't be paused");
  }

  @Override
  public void resume(String id) throws DriverException {
    RuntimeCommand.run(tool(), "resume", id).orThrow("container " + id + " can't be resumed");
  }

  @Override
  public void update(String id, String resourcesJson) throws DriverException {
    Tool t = tool();
    Path file = null;
    try {
      file = Files.createTempFile(t.execRoot(), "update", ".json");
      Files.writeString(file, resourcesJson);
      RuntimeCommand.run(t, "update", "--resources=" + file, id)
          .orThrow("limits of container " + id + " can't be changed");
    } catch (IOException e) {
      throw Monitor.failed("limits of container " + id + " can't be changed", e);
    } finally {
      if (file != null) {
        file.toFile().delete();
      }
    }
  }

  @Override
  public void delete(String id, boolean force) throws DriverException {
    Tool t = tool();
    try {
      boolean known = Files.exists(t.state(id));
      if (known && t.dialect() != Dialect.OTHER) {
        endProcess(t, id, force);
      }
      if (t.dialect() == Dialect.OTHER || (known && !Remains.simple(t, id))) {
        RuntimeCommand.Result result =
            force
                ? RuntimeCommand.run(t, "delete", "--force", id)
                : RuntimeCommand.run(t, "delete", id);
        if (Files.exists(t.state(id))) {
          result.orThrow("container " + id + " can't be deleted");
        }
      }
      Remains.clear(t, id);
    } catch (IOException e) {
      throw Monitor.failed("container " + id + " can't be deleted", e);
    }
  }

  /** Kills before the runtime would: it looks only every tenth of a second. */
  private void endProcess(Tool t, String id, boolean force) throws DriverException, IOException {
    RuntimeState state = RuntimeState.read(t, id).orElse(new RuntimeState(0, 0));
    if (!state.alive()) {
      return;
    }
    if (!force) {
      throw new DriverException(
          Kind.CONFLICT, "container " + id + " is running: stop it before deleting, or force");
    }
    try (PidFd process = PidFd.open(state.pid())) {
      if (state.alive() && process.signal(Signals.KILL) && !process.awaitExit(FROZEN)) {
        RuntimeCommand.run(t, "resume", id); // what is frozen does not die
        process.awaitExit(KILL_LIMIT);
      }
    }
  }

  @Override
  public List<RuntimeContainer> list() throws DriverException {
    Tool t = tool();
    RuntimeCommand.Result result = RuntimeCommand.run(t, "list", "--format", "json");
    result.orThrow("containers can't be listed");
    List<RuntimeContainer> all = new ArrayList<>();
    Set<String> known = new HashSet<>();
    try {
      JsonElement answer = JsonParser.parseString(result.output());
      if (answer.isJsonArray()) { // runc says null for none
        for (JsonElement element : answer.getAsJsonArray()) {
          JsonObject c = element.getAsJsonObject();
          String id = c.get("id").getAsString();
          String status = c.get("status").getAsString();
          int pid = status.equals("stopped") ? 0 : c.get("pid").getAsInt();
          all.add(new RuntimeContainer(id, status, pid));
          known.add(id);
        }
      }
      try (DirectoryStream<Path> directories = Files.newDirectoryStream(t.root())) {
        for (Path directory : directories) {
          String id = String.valueOf(directory.getFileName());
          if (Files.isDirectory(directory) && known.add(id)) {
            all.add(new RuntimeContainer(id, "creating", 0)); // a crash came between
          }
        }
      }
      return List.copyOf(all);
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new DriverException(Kind.FAILED, "containers can't be listed", e);
    }
  }

  private static Path fifo(Tool t, String id) {
    return t.state(id).resolve("exec.fifo");
  }

  static DriverException notFound(String id) {
    return new DriverException(Kind.NOT_FOUND, "container " + id + " does not exist");
  }

  private static DriverException notRunning(String id) {
    return new DriverException(Kind.NOT_FOUND, "container " + id + " is not running");
  }

  static JsonObject json(String text) throws DriverException {
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new DriverException(Kind.INVALID, "malformed JSON: " + e.getMessage(), e);
    }
  }

  static String program(@Nullable JsonObject process) {
    return process == null || !process.has("args") || process.getAsJsonArray("args").isEmpty()
        ? ""
        : process.getAsJsonArray("args").get(0).getAsString();
  }
}
