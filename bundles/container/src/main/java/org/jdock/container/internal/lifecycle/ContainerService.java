package org.jdock.container.internal.lifecycle;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.ContainerDetails;
import org.jdock.api.container.ContainerSummary;
import org.jdock.api.container.Containers;
import org.jdock.api.container.Execs;
import org.jdock.api.container.HostConfig;
import org.jdock.api.container.LogOptions;
import org.jdock.api.container.StreamSession;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.event.Events;
import org.jdock.api.image.Images;
import org.jdock.api.image.Platform;
import org.jdock.api.image.RootFilesystems;
import org.jdock.api.network.SandboxSpec;
import org.jdock.api.network.Sandboxes;
import org.jdock.api.volume.Volumes;
import org.jdock.container.internal.exec.ExecTarget;
import org.jdock.container.internal.exec.ExecTargets;
import org.jdock.container.internal.exec.UserLookup;
import org.jdock.container.internal.exit.Exits;
import org.jdock.container.internal.health.HealthMonitor;
import org.jdock.container.internal.list.Matcher;
import org.jdock.container.internal.list.StatusText;
import org.jdock.container.internal.list.Views;
import org.jdock.container.internal.output.Outputs;
import org.jdock.container.internal.spec.HostFacts;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.Snapshot;
import org.jdock.container.internal.state.Status;
import org.jdock.container.internal.store.ContainerStore;
import org.jdock.container.internal.store.Layout;
import org.jdock.container.internal.top.Top;
import org.jdock.linux.cgroup.CgroupMoves;
import org.jdock.linux.cgroup.Cgroups;
import org.jdock.spi.security.SecuritySettings;
import org.jdock.spi.storage.StorageDriver;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Containers. Made by Declarative Services; making it takes over what an earlier daemon left, and
 * unmaking it leaves containers running.
 */
@Component(service = {Containers.class, ExecTargets.class})
public final class ContainerService implements Containers, ExecTargets {
  private final Services services;
  private final ContainerTable table;
  private final ContainerIndex index = new ContainerIndex();
  private final Security security;
  private final Publisher publisher;
  private final Creator creator;
  private final Operations operations;
  private final MissingDrivers missing;
  private final Connections networks;

  /** Reads the store, and takes over what runs. */
  @Activate
  public ContainerService(
      @Reference Settings settings,
      @Reference DriverRegistry drivers,
      @Reference Events events,
      @Reference Images images,
      @Reference RootFilesystems rootfs,
      @Reference Sandboxes sandboxes,
      @Reference Volumes volumes,
      @Reference Outputs outputs,
      @Reference Exits exits,
      @Reference UserLookup users,
      @Reference ContainerTable table)
      throws IOException {
    this.table = table;
    DaemonSettings now = settings.current();
    Layout layout = new Layout(now.dataRoot(), now.execRoot());
    Cgroups cgroups = Cgroups.detect();
    services =
        new Services(
            settings,
            drivers,
            events,
            images,
            rootfs,
            sandboxes,
            volumes,
            outputs,
            exits,
            users,
            new HealthMonitor(Clock::nanos),
            HostFacts.detect(cgroups),
            new CgroupMoves(cgroups),
            layout,
            new ContainerStore(layout));
    services.store().open();
    publisher = new Publisher(events);
    security = new Security(drivers, settings, services.host());
    creator = new Creator(services, security, publisher, index);
    String bootId = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    Runs runs = new Runs(services, security, publisher, index, bootId);
    operations =
        new Operations(services, publisher, index, runs.starter(), runs.missing(), runs.remover());
    missing = runs.missing();
    networks = new Connections(services);
    new Recovery(services, creator, runs, index, bootId).run(() -> table.live(index));
  }

  /** Containers go on; their output waits in its spools. */
  @Deactivate
  public void deactivate() {
    table.live(null);
    missing.close();
    services.health().close();
    services.moves().close();
    for (Container c : index.all()) {
      c.queue.run(() -> {
        Exits.Watch watch = c.watch;
        c.watch = null;
        c.run++; // ends what waits to restart it
        if (watch != null) {
          watch.close();
        }
      });
    }
    services.outputs().close();
    services.store().close();
  }

  @Override
  public Created create(
      @Nullable String name,
      ContainerConfig config,
      HostConfig hostConfig,
      List<SandboxSpec.Endpoint> endpoints,
      @Nullable Platform platform) {
    return creator.create(name, config, hostConfig, endpoints, platform);
  }

  @Override
  public void connect(String ref, SandboxSpec.Endpoint endpoint) {
    networks.connect(index.find(ref), endpoint);
  }

  @Override
  public void disconnect(String ref, String network) {
    networks.disconnect(index.find(ref), network);
  }

  @Override
  public void start(String ref) {
    operations.start(index.find(ref));
  }

  @Override
  public void stop(String ref, @Nullable String signal, @Nullable Integer timeoutSeconds) {
    operations.stop(index.find(ref), signal, timeoutSeconds);
  }

  @Override
  public void restart(String ref, @Nullable String signal, @Nullable Integer timeoutSeconds) {
    operations.restart(index.find(ref), signal, timeoutSeconds);
  }

  @Override
  public void kill(String ref, @Nullable String signal) {
    operations.kill(index.find(ref), ref, signal);
  }

  @Override
  public void pause(String ref) {
    operations.pause(index.find(ref));
  }

  @Override
  public void unpause(String ref) {
    operations.unpause(index.find(ref));
  }

  @Override
  public void rename(String ref, String name) {
    operations.rename(index.find(ref), name);
  }

  @Override
  public void remove(String ref, boolean force, boolean volumes) {
    operations.remove(index.find(ref), force, volumes);
  }

  @Override
  public Waiting await(String ref, String condition) {
    Container c = index.find(ref);
    CompletableFuture<Integer> answer =
        switch (condition) {
          case "", "not-running" -> {
            CompletableFuture<Integer> next = c.waits.nextExit();
            Snapshot now = c.snapshot(); // after the wait is registered: no end is missed
            if (!now.status().active()) {
              c.waits.forget(next);
              next.complete(now.state().exitCode());
            }
            yield next;
          }
          case "next-exit" -> c.waits.nextExit();
          case "removed" -> c.waits.removal();
          default -> throw ProblemException.invalid("invalid condition: \"" + condition + "\"");
        };
    return new Wait(c, answer);
  }

  private record Wait(Container container, CompletableFuture<Integer> answer) implements Waiting {
    @Override
    public int await() throws InterruptedException {
      try {
        return answer.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof ProblemException problem
            ? problem
            : ProblemException.failed("container " + container.id() + ": " + e.getCause(), e);
      }
    }

    @Override
    public void close() {
      container.waits.forget(answer);
    }
  }

  @Override
  public ContainerDetails inspect(String ref, boolean size) {
    Snapshot now = index.find(ref).snapshot();
    Definition d = now.definition();
    Map<String, String> graph = storage(d);
    Long rw = size ? services.rootfs().usage(d.storageDriver(), d.id()) : null;
    Long root = rw == null ? null : rw + imageSize(d.imageId());
    return Views.details(now, services.layout(), graph, rw, root);
  }

  /** Empty while its driver is missing or hangs: the rest, and why it waits, can be told. */
  private Map<String, String> storage(Definition d) {
    if (!services.drivers().names(StorageDriver.class).contains(d.storageDriver())) {
      return Map.of();
    }
    try {
      return services.rootfs().details(d.storageDriver(), d.id());
    } catch (ProblemException e) {
      if (e.problem() == Problem.UNAVAILABLE) {
        return Map.of();
      }
      throw e;
    }
  }

  private long imageSize(String imageId) {
    try {
      return services.images().inspect(imageId).size();
    } catch (ProblemException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return 0; // removed by force under its container
      }
      throw e;
    }
  }

  @Override
  public List<ContainerSummary> list(boolean all, int limit, boolean size, Filters filters) {
    Matcher.check(filters);
    Matcher matcher =
        new Matcher(
            filters, ancestors(filters), created("before", filters), created("since", filters));
    boolean every =
        all
            || limit > 0
            || !filters.get("status").isEmpty()
            || !filters.get("before").isEmpty()
            || !filters.get("since").isEmpty();
    record Found(Container container, Snapshot snapshot) {}
    List<Found> found = new ArrayList<>();
    for (Container c : index.all()) {
      Snapshot now = c.snapshot();
      if ((every || now.status().active()) && matcher.test(now)) {
        found.add(new Found(c, now));
      }
    }
    found.sort(Comparator.comparingLong((Found f) -> f.snapshot.definition().created()).reversed());
    long moment = Clock.nanos();
    List<ContainerSummary> answer = new ArrayList<>();
    for (Found f : limit > 0 && limit < found.size() ? found.subList(0, limit) : found) {
      Definition d = f.snapshot.definition();
      Long rw = size ? services.rootfs().usage(d.storageDriver(), d.id()) : null;
      answer.add(
          Views.at(
              f.container.summary(f.snapshot),
              StatusText.of(f.snapshot.state(), moment),
              rw,
              rw == null ? null : rw + imageSize(d.imageId())));
    }
    return answer;
  }

  private Set<String> ancestors(Filters filters) {
    Set<String> ids = new HashSet<>();
    for (String name : filters.get("ancestor")) {
      try {
        ids.add(services.images().inspect(name).id());
      } catch (ProblemException e) {
        if (e.problem() != Problem.NOT_FOUND) {
          throw e; // an unknown image has no containers
        }
      }
    }
    return ids;
  }

  private @Nullable Long created(String filter, Filters filters) {
    List<String> refs = filters.get(filter);
    return refs.isEmpty() ? null : index.find(refs.getLast()).definition().created();
  }

  @Override
  public StreamSession logs(String ref, LogOptions options) {
    Container c = index.find(ref);
    if (!options.stdout() && !options.stderr()) {
      throw ProblemException.invalid("Bad parameters: you must choose at least one stream");
    }
    return c.output.logs(options);
  }

  @Override
  public StreamSession attach(
      String ref, boolean stdin, boolean stdout, boolean stderr, boolean logs, boolean stream) {
    Container c = index.find(ref);
    if (c.status() == Status.PAUSED) {
      throw ProblemException.conflict(
          "container " + ref + " is paused, unpause the container before attach");
    }
    if (c.status() == Status.RESTARTING) {
      throw ProblemException.conflict(
          "container " + ref + " is restarting, wait until the container is running");
    }
    boolean open = stdin && c.definition().config().openStdin();
    StreamSession session = c.output.attach(open, stdout, stderr, logs, stream);
    publisher.publish(c.definition(), "attach");
    return session;
  }

  @Override
  public void resize(String ref, int height, int width) {
    Container c = index.find(ref);
    Operations.requireRunning(c);
    c.output.resize(height, width);
    publisher.publish(
        c.definition(),
        "resize",
        "height",
        Integer.toString(height),
        "width",
        Integer.toString(width));
  }

  @Override
  public Processes top(String ref, List<String> options) {
    Container c = index.find(ref);
    Operations.requireRunning(c);
    Processes found = Top.of(c.snapshot().state().pid(), options);
    publisher.publish(c.definition(), "top");
    return found;
  }

  @Override
  public ExecTarget find(String ref) {
    Snapshot c = index.find(ref).snapshot();
    Definition d = c.definition();
    return new ExecTarget(
        d.id(),
        d.name(),
        d.config().image(),
        d.config().labels() == null ? Map.of() : d.config().labels(),
        d.runtime(),
        c.state().pid(),
        d.config().env() != null && d.config().env().stream().anyMatch(e -> e.startsWith("HOME=")),
        c.status() == Status.RUNNING,
        c.status() == Status.PAUSED);
  }

  @Override
  public void expectProcess() {
    services.moves().soon();
  }

  @Override
  public String process(String id) {
    try {
      String config = Files.readString(services.layout().bundle(id).resolve("config.json"));
      return JsonParser.parseString(config).getAsJsonObject().get("process").toString();
    } catch (IOException e) {
      throw ProblemException.conflict("container " + id + " is not running");
    }
  }

  @Override
  public void ready(Execs execs) {
    services.health().by(execs);
  }

  @Override
  public SecuritySettings privileged(String containerId) {
    return security.privileged(index.find(containerId).definition().securityProfile());
  }
}
