package org.jdock.container.internal.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.api.network.Sandbox;
import org.jdock.container.internal.exec.UserLookup;
import org.jdock.container.internal.exit.Exit;
import org.jdock.container.internal.exit.Exits;
import org.jdock.container.internal.mounts.MountEntry;
import org.jdock.container.internal.spec.HostFacts;
import org.jdock.container.internal.spec.NetworkFiles;
import org.jdock.container.internal.spec.OciSpec;
import org.jdock.container.internal.spec.SpecInput;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.store.Layout;
import org.jdock.linux.process.Processes;
import org.jdock.spi.runtime.CreateSpec;
import org.jdock.spi.runtime.MonitorFiles;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.spi.security.SecuritySettings;

/** Starts containers; each step is undone when a later one fails. Called in a container's queue. */
final class Starter {
  private static final Logger LOG = LogManager.getLogger(Starter.class);

  private final Services services;
  private final Security security;
  private final Publisher publisher;
  private final String bootId;
  private final BiConsumer<Container, RunExit> ended;

  /** The end of one run. */
  record RunExit(long run, Exit exit) {}

  Starter(
      Services services,
      Security security,
      Publisher publisher,
      String bootId,
      BiConsumer<Container, RunExit> ended) {
    this.services = services;
    this.security = security;
    this.publisher = publisher;
    this.bootId = bootId;
    this.ended = ended;
  }

  /**
   * Starts it.
   *
   * @throws ProblemException with nothing left behind; the exit code and the reason are recorded
   */
  void start(Container c) {
    Undo undo = new Undo();
    Stages stages = new Stages("start", c.id());
    try {
      start(c, undo, stages);
    } catch (IOException e) {
      undo.run();
      throw failed(
          c, ProblemException.failed("container " + c.id() + " can't be started: " + e, e));
    } catch (RuntimeException e) {
      undo.run();
      throw failed(c, e);
    }
    LOG.debug("{}", stages);
  }

  /** Records that it can't be started, and why. */
  void refuse(Container c, ProblemException why) {
    var _ = failed(c, why);
  }

  private RuntimeException failed(Container c, RuntimeException why) {
    String message = String.valueOf(why.getMessage());
    boolean missing =
        message.contains("executable file not found")
            || message.contains("no such file or directory")
            || message.contains("system cannot find the file specified");
    boolean barred =
        message.contains("permission denied")
            || message.contains("is a directory")
            || message.contains("not a directory");
    c.become(c.state().failed(missing ? 127 : barred ? 126 : 128, message));
    Undo.attempt(
        "storing the state of " + c.id(), () -> services.store().write(c.id(), c.state(), false));
    if (why instanceof ProblemException problem
        && message.startsWith("OCI runtime create failed")) {
      return new ProblemException(
          problem.problem(),
          "failed to create task for container: failed to create shim task: " + message,
          why);
    }
    return why;
  }

  private void start(Container c, Undo undo, Stages stages) throws IOException {
    Definition d = c.definition();
    String id = d.id();
    Layout layout = services.layout();
    MonitorFiles monitor = layout.monitor(id);
    services.moves().soon();
    CompletableFuture<SecuritySettings> decided = Parallel.begin(() -> security.decide(d));
    Files.deleteIfExists(monitor.exitFile(id));
    Files.createDirectories(layout.rootfs(id));
    undo.push(
        "deleting the bundle",
        () -> {
          if (!c.known) {
            services.store().deleteBundle(id);
          }
        });
    Sandbox sandbox = services.sandboxes().open(NetworkList.sandbox(d));
    undo.push("closing the sandbox", () -> services.sandboxes().close(id));
    stages.done("sandbox");
    services.rootfs().mount(d.storageDriver(), id, layout.rootfs(id));
    undo.push("unmounting the root", () -> services.rootfs().unmount(layout.rootfs(id)));
    Definition mounted = mountAll(d, undo);
    stages.done("mounts");
    NetworkFiles.write(layout.directory(id), d, sandbox, services.settings().current().dns());
    SpecInput input = input(mounted, sandbox, SerialQueue.get(decided));
    Files.writeString(layout.bundle(id).resolve("config.json"), OciSpec.json(input));
    stages.done("spec");
    c.output.begin();
    undo.push("ending the output", c.output::finish);
    stages.done("output");
    int pid = create(c, monitor, undo);
    stages.done("create");
    long run = ++c.run;
    Exits.Watch watch =
        services.exits().watch(monitor, id, pid, exit -> ended.accept(c, new RunExit(run, exit)));
    undo.push("giving up the watch", watch::close);
    services.drivers().call(RuntimeDriver.class, d.runtime(), r -> started(r, id));
    stages.done("start");
    c.watch = watch;
    c.exitOnNext = false;
    c.become(
        c.state().started(pid, Processes.startTime(pid).orElse(0), bootId, Clock.nanos(), sandbox));
    services.store().write(id, c.state(), false);
    publisher.publish(d, "start");
    stages.done("state");
  }

  private static String started(RuntimeDriver runtime, String id) throws Exception {
    runtime.start(id);
    return id;
  }

  /** The container and its network, at the same time. */
  private int create(Container c, MonitorFiles monitor, Undo undo) {
    Definition d = c.definition();
    ContainerConfig config = d.config();
    boolean once = config.stdinOnce() && !config.tty(); // a terminal outlives its clients
    CreateSpec spec =
        new CreateSpec(d.id(), d.name(), monitor, config.tty(), config.openStdin(), once);
    CompletableFuture<String> connected =
        Parallel.begin(() -> {
          services.sandboxes().connect(d.id());
          return d.id();
        });
    c.known = true;
    undo.push(
        "deleting the container", () -> c.known = !Ender.forget(services, d.runtime(), d.id()));
    int pid;
    try {
      pid = services.drivers().call(RuntimeDriver.class, d.runtime(), r -> r.create(spec));
    } catch (RuntimeException e) {
      connected.handle((done, failure) -> true).join(); // it must have ended before it is undone
      throw e;
    }
    SerialQueue.get(connected);
    return pid;
  }

  private Definition mountAll(Definition d, Undo undo) throws IOException {
    List<MountEntry> all = new ArrayList<>();
    for (MountEntry m : d.mounts()) {
      if (m.isVolume() && m.name() != null) {
        String name = m.name();
        Path data = services.volumes().mount(name, d.id());
        undo.push("unmounting a volume", () -> services.volumes().unmount(name, d.id()));
        all.add(m.resolved(name, data.toString(), m.driver() == null ? "local" : m.driver()));
      } else {
        if (m.type().equals("bind")) {
          source(m);
        }
        all.add(m);
      }
    }
    return d.mounted(all);
  }

  private static void source(MountEntry m) throws IOException {
    Path source = Path.of(m.source());
    if (Files.exists(source)) {
      return;
    }
    if (m.noCopy()) { // of --mount, which makes nothing
      throw ProblemException.invalid(
          "invalid mount config for type \"bind\": bind source path does not exist: " + source);
    }
    Files.createDirectories(source);
  }

  private SpecInput input(Definition d, Sandbox sandbox, SecuritySettings decided) {
    HostConfig host = d.hostConfig();
    String asked = d.config().user() == null ? "" : d.config().user();
    List<String> groups = host.groupAdd() == null ? List.of() : host.groupAdd();
    UserLookup.User user = services.users().find(services.layout().rootfs(d.id()), asked, groups);
    Optional<Path> init = Optional.empty();
    if (Boolean.TRUE.equals(host.init())) {
      init = init();
    }
    return new SpecInput(
        d,
        services.layout(),
        user,
        decided,
        sandbox,
        services.host(),
        services.settings().current().cgroupParent(),
        init);
  }

  /**
   * A small init on this host.
   *
   * @throws ProblemException UNSUPPORTED when there is none
   */
  static Optional<Path> init() {
    Optional<Path> found = HostFacts.program("docker-init", "tini-static", "tini");
    if (found.isEmpty()) {
      throw ProblemException.unsupported(
          "--init needs docker-init or tini on this host: install the tini package");
    }
    return found;
  }
}
