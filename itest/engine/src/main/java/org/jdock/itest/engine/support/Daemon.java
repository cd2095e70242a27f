package org.jdock.itest.engine.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The shipped daemon on roots of its own, which may be killed and started again. */
public final class Daemon implements AutoCloseable {
  private static final int START_SECONDS = 60;

  /** Which engine it is. */
  public enum Kind {
    /** The one under test. */
    JDOCK,
    /** Docker's own, which tells a fault of a test from one of ours, and is measured against. */
    DOCKER
  }

  private final Kind kind;
  private final NetworkNamespace namespace;
  private final Path folder;
  private final List<String> flags;
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Process process;

  /**
   * A daemon that does not run yet.
   *
   * @param folder where its roots and its log are
   * @param flags more flags
   */
  public Daemon(Kind kind, NetworkNamespace namespace, Path folder, List<String> flags) {
    this(kind, namespace, folder, flags, distribution());
  }

  /**
   * One of another distribution than that under test.
   *
   * @param home where that lies
   */
  public Daemon(Kind kind, NetworkNamespace namespace, Path folder, List<String> flags, Path home) {
    this.home = home;
    this.kind = kind;
    this.namespace = namespace;
    this.folder = folder;
    this.flags = List.copyOf(flags);
  }

  /** Where the distribution under test lies. */
  public static Path distribution() {
    return Path.of(System.getProperty("jdock.distribution")).toAbsolutePath().normalize();
  }

  /** Sets a variable for its starts from now on. */
  public void setEnvironment(String name, String value) {
    environment.put(name, value);
  }

  /** Starts it and waits until it says that it listens. */
  public void start() throws IOException {
    launch();
    var out = folder.resolve("daemon.out");
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!listens(out)) {
      if (!running().isAlive() || System.nanoTime() > deadline) {
        throw new IOException("the daemon did not start\n" + Files.readString(log()));
      }
      pause(10);
    }
  }

  /** Starts it and returns at once. */
  public void launch() throws IOException {
    Files.createDirectories(folder);
    var out = folder.resolve("daemon.out");
    Files.deleteIfExists(out);
    var command = new ArrayList<>(kind == Kind.DOCKER ? reference() : ours());
    command.addAll(flags);
    var builder = new ProcessBuilder(namespace.command(command));
    builder.environment().put("JDOCK_NO_INSTALL", "1");
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
    process = builder.start();
  }

  private List<String> ours() {
    return List.of(
        home.resolve("jdock").toString(),
        "daemon",
        "--host",
        host(),
        "--data-root",
        dataRoot().toString(),
        "--exec-root",
        execRoot().toString());
  }

  /** The command line that its process has now. */
  public List<String> commandLine() throws IOException {
    return List.of(Files.readString(Path.of("/proc/" + pid() + "/cmdline")).split("\0"));
  }

  private List<String> reference() {
    return List.of(
        "dockerd",
        "--live-restore",
        "--host",
        host(),
        "--pidfile",
        folder.resolve("pid").toString(),
        "--data-root",
        dataRoot().toString(),
        "--exec-root",
        execRoot().toString());
  }

  private boolean listens(Path out) throws IOException {
    return kind == Kind.DOCKER
        ? docker("version").exit() == 0
        : Files.readString(out).contains("listens on");
  }

  /** The address of its API. */
  public String host() {
    return "unix://" + execRoot().resolve("jdock.sock");
  }

  /** Its exec root. */
  public Path execRoot() {
    return folder.resolve("run");
  }

  /** Its data root. */
  public Path dataRoot() {
    return folder.resolve("data");
  }

  /** What it wrote to standard error. */
  public Path log() {
    return folder.resolve("daemon.log");
  }

  /** Its process id; nsenter and the start script became it. */
  public long pid() {
    return running().pid();
  }

  /** Ends it without warning, as a crash would. */
  public void kill() throws InterruptedException {
    running().destroyForcibly();
    running().waitFor();
    process = null;
  }

  /** Asks it to end, and waits until it has. */
  public void stop() throws InterruptedException {
    var ending = process;
    if (ending == null) {
      return;
    }
    ending.destroy();
    if (!ending.waitFor(30, TimeUnit.SECONDS)) {
      ending.destroyForcibly();
      ending.waitFor();
      throw new AssertionError("the daemon did not end within 30 s of SIGTERM");
    }
    process = null;
  }

  /** Runs the docker CLI on it. */
  public Run.Outcome docker(String... arguments) {
    return dockerWithInput("", arguments);
  }

  /** Runs the docker CLI on it, with something on standard input. */
  public Run.Outcome dockerWithInput(String input, String... arguments) {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return Run.of(clientEnvironment(), command, input);
  }

  /** Runs a {@code jdock} command in it. */
  public Run.Outcome jdock(String... arguments) {
    return Run.of(clientEnvironment(), jdockCommand(arguments));
  }

  /** The version of a driver that serves now; the name is {@code kind/name}. */
  public String driverVersion(String name) {
    return jdock("driver", "info", name)
        .ok()
        .lines()
        .filter(line -> line.startsWith("Version:"))
        .map(line -> line.substring("Version:".length()).strip())
        .findFirst()
        .orElseThrow();
  }

  /** The command line of a {@code jdock} command. */
  public List<String> jdockCommand(String... arguments) {
    var command = new ArrayList<>(List.of(home.resolve("jdock").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The variables that point clients at it. */
  public Map<String, String> clientEnvironment() {
    return Map.of(
        "DOCKER_HOST", host(),
        "JDOCK_EXEC_ROOT", execRoot().toString(),
        "DOCKER_CONFIG", folder.resolve("docker-config").toString());
  }

  private Process running() {
    var current = process;
    if (current == null) {
      throw new AssertionError("the daemon does not run");
    }
    return current;
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Removes its containers and ends it. */
  @Override
  public void close() throws InterruptedException {
    if (process == null) {
      return;
    }
    var ids = docker("ps", "-aq").out().lines().toList();
    if (!ids.isEmpty()) {
      var command = new ArrayList<>(List.of("rm", "-fv"));
      command.addAll(ids);
      docker(command.toArray(String[]::new));
    }
    stop();
  }
}
