package org.jdock.container.internal.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdock.api.container.LogOptions;
import org.jdock.container.internal.exit.Exit;
import org.jdock.container.internal.exit.InotifyExits;
import org.jdock.driver.log.jsonfile.JsonFileDriver;
import org.jdock.driver.log.none.NoneLogDriver;
import org.jdock.driver.runtime.oci.RuncDriver;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverState;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogTarget;
import org.jdock.spi.runtime.CreateSpec;
import org.jdock.spi.runtime.MonitorFiles;
import org.jdock.spi.runtime.RuntimeDriver;

/** A small world: a root file system of busybox, runc and conmon, drivers. */
public final class Rig implements AutoCloseable {
  public final Path dir;
  public final Path root;
  public final DirectRegistry registry = new DirectRegistry();
  public final InotifyExits exits = new InotifyExits();
  public final RuncDriver runtime;
  private final List<String> made = new ArrayList<>();

  public Rig(Path dir) throws Exception {
    this.dir = dir;
    this.root = Files.createDirectories(dir.resolve("root"));
    Files.createDirectories(root.resolve("bin"));
    for (String d : List.of("proc", "dev", "sys", "tmp", "etc")) {
      Files.createDirectories(root.resolve(d));
    }
    Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
    for (String name :
        List.of("sh", "cat", "echo", "sleep", "stty", "seq", "id", "env", "pwd", "true", "yes")) {
      Files.createSymbolicLink(root.resolve("bin/" + name), Path.of("busybox"));
    }
    runtime = new RuncDriver(defaults());
    runtime.open(new Context(dir));
    add(registry);
  }

  private static RuncDriver.Config defaults() {
    return (RuncDriver.Config)
        Proxy.newProxyInstance(
            RuncDriver.Config.class.getClassLoader(),
            new Class<?>[] {RuncDriver.Config.class},
            (proxy, method, args) -> method.getDefaultValue());
  }

  /** A registry as another daemon would have it. */
  public DirectRegistry another() {
    var other = new DirectRegistry();
    add(other);
    return other;
  }

  private void add(DirectRegistry to) {
    to.put(RuntimeDriver.class, "runc", runtime);
    to.put(LogDriver.class, "json-file", new JsonFileDriver());
    to.put(LogDriver.class, "none", new NoneLogDriver());
  }

  private record Context(Path dir) implements DriverContext {
    @Override
    public Path root() {
      return made("driver");
    }

    @Override
    public Path execRoot() {
      return made("exec");
    }

    private Path made(String name) {
      try {
        return Files.createDirectories(dir.resolve(name));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public String daemonId() {
      return "test";
    }

    @Override
    public String cgroupParent() {
      return "jdock-streams-test";
    }

    @Override
    public DriverState state() {
      throw new UnsupportedOperationException();
    }
  }

  public OutputSpec spec(String id, boolean tty, boolean stdinOnce, String logDriver)
      throws IOException {
    Path own = Files.createDirectories(dir.resolve("data/" + id));
    Path bundle = Files.createDirectories(dir.resolve("run/" + id));
    Path exitDir = Files.createDirectories(dir.resolve("exits"));
    var target =
        new LogTarget(
            id,
            "c" + id.substring(0, 3),
            "sha256:0",
            "busybox",
            List.of("sh"),
            Instant.EPOCH,
            Map.of(),
            List.of(),
            own);
    return new OutputSpec(
        new MonitorFiles(bundle, own.resolve("spool"), exitDir),
        tty,
        stdinOnce,
        logDriver,
        Map.of(),
        target,
        own.resolve("handed"));
  }

  /** The OCI process object of a shell command. */
  public static JsonObject process(boolean tty, String... args) {
    JsonObject process =
        JsonParser.parseString(
                """
                {"user":{"uid":0,"gid":0},"cwd":"/","env":["PATH=/bin","HOME=/"],
                 "capabilities":{"bounding":["CAP_KILL"],"effective":["CAP_KILL"],
                 "permitted":["CAP_KILL"]}}
                """)
            .getAsJsonObject();
    process.addProperty("terminal", tty);
    JsonArray all = new JsonArray();
    for (String arg : args) {
      all.add(arg);
    }
    process.add("args", all);
    return process;
  }

  /** Makes and starts a container. */
  public CompletableFuture<Exit> run(OutputSpec spec, boolean stdin, String... args)
      throws Exception {
    String id = spec.target().containerId();
    JsonObject config =
        JsonParser.parseString(
                """
                {"ociVersion":"1.0.2","hostname":"x",
                 "mounts":[{"destination":"/proc","type":"proc","source":"proc"},
                  {"destination":"/dev","type":"tmpfs","source":"tmpfs"},
                  {"destination":"/dev/pts","type":"devpts","source":"devpts",
                   "options":["newinstance","ptmxmode=0666"]}],
                 "linux":{"namespaces":[{"type":"pid"},{"type":"mount"},{"type":"ipc"},
                  {"type":"uts"}]}}
                """)
            .getAsJsonObject();
    config.add("process", process(spec.terminal(), args));
    JsonObject rootfs = new JsonObject();
    rootfs.addProperty("path", root.toString());
    config.add("root", rootfs);
    config
        .getAsJsonObject("linux")
        .addProperty("cgroupsPath", "/jdock-streams-test/" + id.substring(0, 12));
    Files.writeString(spec.monitor().directory().resolve("config.json"), config.toString());
    made.add(id);
    int pid =
        runtime.create(
            new CreateSpec(id, "c", spec.monitor(), spec.terminal(), stdin, spec.stdinOnce()));
    var exit = new CompletableFuture<Exit>();
    exits.watch(spec.monitor(), id, pid, exit::complete);
    runtime.start(id);
    return exit;
  }

  public void delete(String id) throws Exception {
    runtime.delete(id, true);
  }

  public static Exit end(CompletableFuture<Exit> exit) throws Exception {
    return exit.get(30, TimeUnit.SECONDS);
  }

  public static final LogOptions ALL_LOGS =
      new LogOptions(true, true, false, false, Long.MIN_VALUE, Long.MAX_VALUE, -1);

  public static String logs(ContainerOutput output) throws Exception {
    var out = new ByteArrayOutputStream();
    output.logs(ALL_LOGS).run(null, out, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  public static String id(int n) {
    return "%064x".formatted(0xabc0000000000000L + n);
  }

  @Override
  public void close() throws Exception {
    for (String id : made) {
      runtime.delete(id, true);
    }
    runtime.close();
    exits.close();
    for (String v :
        List.of(
            "", "memory", "cpu", "cpuacct", "cpuset", "pids", "devices", "freezer", "blkio",
            "systemd", "unified")) {
      Path group = Path.of("/sys/fs/cgroup", v, "jdock-streams-test");
      if (Files.isDirectory(group)) {
        Files.deleteIfExists(group);
      }
    }
  }
}
