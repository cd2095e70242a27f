package org.jdock.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.ContainerDetails;
import org.jdock.api.container.ContainerState;
import org.jdock.api.container.ContainerSummary;
import org.jdock.api.container.Containers;
import org.jdock.api.container.HostConfig;
import org.jdock.api.container.LogOptions;
import org.jdock.api.container.MountPoint;
import org.jdock.api.container.NetworkSettings;
import org.jdock.api.container.StreamSession;
import org.jdock.api.image.Platform;
import org.jdock.api.network.SandboxSpec;

/**
 * Containers without processes. One prints {@code out} and {@code err}, with an open stdin it then
 * repeats its input to its end, and it exits with 7. Not attached to, it runs until it is stopped.
 */
final class FakeContainers implements Containers {
  static final String TIME = "2026-01-02T03:04:05.678Z";

  /** What one is. */
  static final class Box {
    final String id;
    volatile String name;
    final ContainerConfig config;
    final HostConfig host;
    final CompletableFuture<Void> started = new CompletableFuture<>();
    final CompletableFuture<Integer> exited = new CompletableFuture<>();
    final CompletableFuture<Void> removed = new CompletableFuture<>();
    final ContainerSummary summary;

    final List<SandboxSpec.Endpoint> endpoints;

    Box(
        String id,
        String name,
        ContainerConfig config,
        HostConfig host,
        List<SandboxSpec.Endpoint> endpoints) {
      this.endpoints = endpoints;
      this.id = id;
      this.name = name;
      this.config = config;
      this.host = host;
      this.summary =
          new ContainerSummary(
              id,
              List.of("/" + name),
              config.image(),
              "sha256:" + "1".repeat(64),
              "sh",
              1_700_000_000,
              List.of(new ContainerSummary.Port("0.0.0.0", 80, 8080, "tcp")),
              null,
              null,
              Map.of(),
              "running",
              "Up 2 seconds",
              new ContainerSummary.HostNetwork("bridge"),
              new ContainerSummary.Networks(Map.of()),
              List.of());
    }

    String status() {
      return exited.isDone() ? "exited" : started.isDone() ? "running" : "created";
    }
  }

  final Map<String, Box> boxes = new ConcurrentHashMap<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  final LinkedBlockingQueue<String> ends = new LinkedBlockingQueue<>();
  volatile LogOptions logOptions;
  private int count;

  Box find(String ref) {
    for (var b : boxes.values()) {
      if (b.id.startsWith(ref) || b.name.equals(ref)) {
        return b;
      }
    }
    throw ProblemException.notFound("No such container: " + ref);
  }

  final List<String> connected = new ArrayList<>();

  @Override
  public void connect(String ref, SandboxSpec.Endpoint endpoint) {
    connected.add(ref + " to " + endpoint);
  }

  @Override
  public void disconnect(String ref, String network) {
    connected.add(ref + " from " + network);
  }

  @Override
  public synchronized Created create(
      String name,
      ContainerConfig config,
      HostConfig host,
      List<SandboxSpec.Endpoint> endpoints,
      Platform platform) {
    if (platform != null && !platform.accepts(Platform.host())) {
      throw ProblemException.notFound("wanted " + platform);
    }
    if (config.image().equals("absent:latest") || config.image().equals("absent")) {
      throw ProblemException.notFound("No such image: " + config.image());
    }
    var id = HexFormat.of().toHexDigits(0xabcd0000L + ++count, 16).repeat(4);
    var box = new Box(id, name == null ? "box" + count : name, config, host, endpoints);
    boxes.put(id, box);
    return new Created(id, List.of());
  }

  @Override
  public void start(String ref) {
    var box = find(ref);
    if (List.of("nosuch").equals(box.config.cmd())) {
      throw ProblemException.invalid("exec: \"nosuch\": executable file not found in $PATH");
    }
    if (!box.started.complete(null)) {
      throw new ProblemException(Problem.NOT_MODIFIED, "already running");
    }
  }

  @Override
  public void stop(String ref, String signal, Integer timeout) {
    calls.add("stop %s %s %s".formatted(ref, signal, timeout));
    if (!find(ref).exited.complete(137)) {
      throw new ProblemException(Problem.NOT_MODIFIED, "not running");
    }
  }

  @Override
  public void restart(String ref, String signal, Integer timeout) {
    calls.add("restart %s %s %s".formatted(ref, signal, timeout));
  }

  @Override
  public void kill(String ref, String signal) {
    calls.add("kill %s %s".formatted(ref, signal));
    find(ref).exited.complete(137);
  }

  @Override
  public void pause(String ref) {
    calls.add("pause " + ref);
  }

  @Override
  public void unpause(String ref) {
    calls.add("unpause " + ref);
  }

  @Override
  public void rename(String ref, String name) {
    find(ref).name = name;
  }

  @Override
  public void remove(String ref, boolean force, boolean volumes) {
    var box = find(ref);
    if (box.status().equals("running") && !force) {
      throw ProblemException.conflict("cannot remove container \"/%s\"".formatted(box.name));
    }
    calls.add("remove %s %s %s".formatted(ref, force, volumes));
    box.exited.complete(137);
    boxes.remove(box.id);
    box.removed.complete(null);
  }

  @Override
  public Waiting await(String ref, String condition) {
    var box = find(ref);
    return new Waiting() {
      @Override
      public int await() throws InterruptedException {
        try {
          if (condition.equals("removed")) {
            box.removed.get();
          }
          return box.exited.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException(e);
        } catch (InterruptedException e) {
          ends.add("wait interrupted");
          throw e;
        }
      }

      @Override
      public void close() {
        ends.add("wait closed");
      }
    };
  }

  @Override
  public ContainerDetails inspect(String ref, boolean size) {
    var b = find(ref);
    var status = b.status();
    var state =
        new ContainerState(
            status,
            status.equals("running"),
            false,
            false,
            false,
            false,
            status.equals("running") ? 4711 : 0,
            b.exited.getNow(0),
            "",
            TIME,
            "0001-01-01T00:00:00Z");
    var net =
        new NetworkSettings.EndpointSettings(
            null, "n1", "e1", "172.17.0.1", "172.17.0.2", 16, "02:42:ac:11:00:02");
    return new ContainerDetails(
        b.id,
        TIME,
        "sh",
        List.of(),
        state,
        "sha256:" + "1".repeat(64),
        "/r",
        "/h",
        "/hs",
        "/l",
        "/" + b.name,
        0,
        "overlay",
        "linux",
        "",
        "",
        "",
        null,
        b.host,
        new ContainerDetails.GraphDriver(Map.of(), "overlay"),
        size ? 5L : null,
        size ? 50L : null,
        List.of(new MountPoint("bind", null, "/a", "/b", null, "", true, "rprivate")),
        b.config,
        new NetworkSettings(
            "",
            "s1",
            "/run/s1",
            Map.of(),
            "e1",
            "172.17.0.1",
            "172.17.0.2",
            16,
            "02:42:ac:11:00:02",
            Map.of("bridge", net)));
  }

  @Override
  public List<ContainerSummary> list(boolean all, int limit, boolean size, Filters filters) {
    calls.add("list %s %s %s %s".formatted(all, limit, size, filters.values()));
    var list = new ArrayList<ContainerSummary>();
    for (var b : boxes.values()) {
      if ((all || b.status().equals("running")) && filters.exact("status", b.status())) {
        list.add(b.summary);
      }
    }
    return list;
  }

  @Override
  public StreamSession logs(String ref, LogOptions options) {
    logOptions = options;
    return new Session(find(ref), false, options.follow());
  }

  @Override
  public StreamSession attach(
      String ref, boolean stdin, boolean stdout, boolean stderr, boolean logs, boolean stream) {
    return new Session(find(ref), true, stream);
  }

  @Override
  public void resize(String ref, int height, int width) {
    calls.add("resize %s %dx%d".formatted(ref, height, width));
  }

  @Override
  public Processes top(String ref, List<String> options) {
    find(ref);
    return new Processes(List.of("PID", "CMD"), List.of(List.of("1", String.join(" ", options))));
  }

  private final class Session implements StreamSession {
    private final Box box;
    private final boolean process;
    private final boolean follow;

    Session(Box box, boolean process, boolean follow) {
      this.box = box;
      this.process = process;
      this.follow = follow;
    }

    @Override
    public boolean terminal() {
      return box.config.tty();
    }

    @Override
    public void run(InputStream stdin, OutputStream stdout, OutputStream stderr)
        throws IOException, InterruptedException {
      try {
        if (process) {
          box.started.get();
        }
        stdout.write("out\n".getBytes(StandardCharsets.UTF_8));
        stdout.flush();
        stderr.write("err\n".getBytes(StandardCharsets.UTF_8));
        stderr.flush();
        if (process && box.config.openStdin() && stdin != null) {
          repeat(stdin, stdout);
          box.exited.complete(7);
        } else if (process) {
          box.exited.complete(7);
        } else if (follow) {
          box.exited.get();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        ends.add("session interrupted");
        throw e;
      }
    }

    /** Reads on a thread of its own, as the engine does, so that it can be interrupted. */
    private void repeat(InputStream stdin, OutputStream stdout) throws InterruptedException {
      var broke = new AtomicBoolean();
      var copy =
          Thread.startVirtualThread(() -> {
            try {
              stdin.transferTo(stdout);
            } catch (IOException e) {
              broke.set(true);
              ends.add("stdin broke: " + e.getMessage());
            }
          });
      copy.join();
      if (broke.get()) {
        // Broken input is not its end; the interruption that comes with it may be a moment late.
        throw new InterruptedException("stdin broke");
      }
    }

    @Override
    public void close() {
      ends.add("session closed");
    }
  }
}
