package org.jdock.container.internal.exec;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.logging.log4j.LogManager;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.api.container.Execs;
import org.jdock.api.container.StreamSession;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.event.Events;
import org.jdock.container.internal.exit.Exits;
import org.jdock.container.internal.output.Notifier;
import org.jdock.container.internal.output.Terminals;
import org.jdock.spi.runtime.ExecSpec;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/** Runs more processes in containers, each under a monitor of its own. */
@Component(service = Execs.class)
public final class ExecService implements Execs, AutoCloseable {
  /** Clients ask for the exit code after the end, and not much later. */
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  /** When the driver has given up what it made ready, and its files are not needed any more. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(4);

  /** As long as Docker lets a resize wait: clients ask for it while the process is being made. */
  private static final Duration STARTS = Duration.ofSeconds(10);

  private final ExecTargets targets;
  private final DriverRegistry registry;
  private final Exits exits;
  private final @Nullable Events events;
  private final UserLookup users;
  private final Path root;
  private final Notifier notifier = new Notifier("jdock-exec");
  private final Map<String, Exec> all = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** Removes what execs of an earlier daemon left. */
  @Activate
  public ExecService(
      @Reference ExecTargets targets,
      @Reference DriverRegistry registry,
      @Reference Exits exits,
      @Reference Settings settings,
      @Reference UserLookup users,
      @Reference(cardinality = ReferenceCardinality.OPTIONAL) @Nullable Events events) {
    this.targets = targets;
    this.registry = registry;
    this.exits = exits;
    this.users = users;
    this.events = events;
    root = settings.current().execRoot().resolve("exec");
    Leftovers.sweep(root, exits);
    targets.ready(this);
  }

  @Override
  public String create(String containerRef, ExecConfig config) {
    if (config.cmd() == null || config.cmd().isEmpty()) {
      throw ProblemException.invalid("No exec command specified");
    }
    ExecTarget target = usable(containerRef);
    targets.expectProcess();
    long old = System.nanoTime() - REMEMBERED.toNanos();
    all.values().removeIf(e -> e.endedBefore(old));
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    var exec = new Exec(HexFormat.of().formatHex(bytes), target.id(), config, root);
    all.put(exec.id(), exec);
    Thread.ofVirtual().name("exec ahead").start(() -> ahead(target, exec));
    publish(target, exec, "exec_create: " + exec.command(), Map.of());
    return exec.id();
  }

  /** Most clients start it at once: the driver gets ready while they are on their way. */
  private void ahead(ExecTarget target, Exec exec) {
    try {
      exec.beforeStart(() -> expect(target, exec));
      Thread.sleep(FORGOTTEN);
      exec.beforeStart(() -> Leftovers.delete(exec.files().directory()));
    } catch (IOException e) {
      LogManager.getLogger(ExecService.class).debug("exec {} is not made ready", exec.id(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void expect(ExecTarget target, Exec exec) throws IOException {
    Running.makeDirectories(exec.files().exits());
    try {
      registry.call(
          RuntimeDriver.class,
          target.runtime(),
          driver -> {
            driver.expect(spec(target, exec, ""));
            return exec;
          });
    } catch (ProblemException e) {
      // Only time was to be won; the start will tell of it.
      LogManager.getLogger(ExecService.class).debug("exec {} is not made ready", exec.id(), e);
    }
  }

  private static ExecSpec spec(ExecTarget target, Exec exec, String process) {
    return new ExecSpec(
        target.id(),
        exec.id(),
        exec.files(),
        process,
        exec.config().tty(),
        exec.config().attachStdin());
  }

  private ExecTarget usable(String ref) {
    ExecTarget target = targets.find(ref);
    if (target.paused()) {
      throw ProblemException.conflict(
          "Container " + target.id() + " is paused, unpause the container before exec");
    }
    if (!target.running()) {
      throw ProblemException.conflict("container " + target.id() + " is not running");
    }
    return target;
  }

  private Exec exec(String id) {
    Exec exec = all.get(id);
    if (exec == null) {
      throw ProblemException.notFound("No such exec instance: " + id);
    }
    return exec;
  }

  @Override
  public StreamSession start(String execId, boolean terminal, int height, int width) {
    Exec exec = exec(execId);
    ExecTarget target = claimed(exec);
    return new ExecSession(
        exec, notifier, terminal, running -> launch(target, exec, running, height, width));
  }

  private ExecTarget claimed(Exec exec) {
    ExecTarget target = usable(exec.containerId());
    targets.expectProcess();
    String reason = exec.claim();
    if (!reason.isEmpty()) {
      throw ProblemException.conflict(reason);
    }
    return target;
  }

  @Override
  public void startDetached(String execId) {
    Exec exec = exec(execId);
    ExecTarget target = claimed(exec);
    try (Running running = Running.open(exec, notifier)) {
      launch(target, exec, running, 0, 0);
    } catch (IOException e) {
      exec.ended(ExecSession.CANNOT_RUN);
      throw ProblemException.failed("exec " + execId + " can't be made: " + e.getMessage(), e);
    }
  }

  private void launch(ExecTarget target, Exec exec, Running running, int height, int width) {
    int pid;
    Running process = running.retain();
    try {
      var spec = spec(target, exec, process(target, exec.config(), height, width));
      pid = registry.call(RuntimeDriver.class, target.runtime(), driver -> driver.exec(spec));
    } catch (RuntimeException e) {
      exec.ended(ExecSession.code(String.valueOf(e.getMessage())));
      process.close();
      throw e;
    }
    exec.running(pid);
    publish(target, exec, "exec_start: " + exec.command(), Map.of());
    var _ =
        exits.watch(
            exec.files(),
            target.id(),
            pid,
            exit -> {
              exec.ended(exit.code());
              process.output().finish();
              publish(target, exec, "exec_die", Map.of("exitCode", Integer.toString(exit.code())));
              process.close();
            });
  }

  private String process(ExecTarget target, ExecConfig config, int height, int width) {
    String user = config.user();
    UserLookup.User found =
        user == null || user.isEmpty() ? null : find(Path.of("/proc/" + target.pid()), user);
    return ExecProcess.json(
        targets.process(target.id()),
        config,
        found,
        target.homeGiven(),
        config.privileged() ? targets.privileged(target.id()) : null,
        height,
        width);
  }

  /** On a thread of the platform: the container's files may be on a slow disk. */
  private UserLookup.User find(Path process, String user) {
    var task = new FutureTask<>(() -> users.find(process.resolve("root"), user, List.of()));
    Thread.ofPlatform().name("passwd").daemon(true).start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw ProblemException.failed("user " + user + " can't be looked up", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.failed("interrupted", e);
    }
  }

  private void publish(ExecTarget target, Exec exec, String action, Map<String, String> more) {
    if (events != null) {
      Map<String, String> attributes = new HashMap<>(target.labels());
      attributes.put("execID", exec.id());
      attributes.put("image", target.image());
      attributes.put("name", target.name());
      attributes.putAll(more);
      events.publish("container", action, target.id(), attributes);
    }
  }

  @Override
  public ExecDetails inspect(String execId) {
    return exec(execId).details();
  }

  @Override
  public void resize(String execId, int height, int width) {
    Exec exec = exec(execId);
    try {
      if (!exec.awaitRunning(STARTS)) {
        throw ProblemException.conflict("exec process is not started");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.failed("interrupted while waiting for the exec to start", e);
    }
    Terminals.resize(exec.files(), height, width);
  }

  /** Processes go on; their sessions end with their clients. */
  @Deactivate
  @Override
  public void close() {
    notifier.close();
  }
}
