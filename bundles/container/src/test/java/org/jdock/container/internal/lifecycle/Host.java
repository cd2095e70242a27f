package org.jdock.container.internal.lifecycle;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.api.event.Event;
import org.jdock.api.event.Events;
import org.jdock.api.image.ImageDetails;
import org.jdock.api.image.Images;
import org.jdock.api.image.Platform;
import org.jdock.api.image.RootFilesystems;
import org.jdock.api.network.Sandbox;
import org.jdock.api.network.SandboxSpec;
import org.jdock.api.network.Sandboxes;
import org.jdock.container.internal.Samples;
import org.jdock.container.internal.exec.UserLookup;
import org.jdock.driver.runtime.oci.RuncDriver;
import org.jdock.driver.security.defaults.DefaultSecurity;
import org.jdock.linux.cgroup.Cgroups;
import org.jdock.linux.mount.Mounts;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.spi.security.SecurityDriver;

/** All that the life cycle needs of others: a real runtime, and simple stand-ins for the rest. */
final class Host {
  final Path base;
  final DaemonSettings settings;
  final List<Event> events = new CopyOnWriteArrayList<>();
  final List<String> opened = new CopyOnWriteArrayList<>();
  volatile Platform platform = Platform.host();
  private final Map<Class<?>, Driver> drivers = new HashMap<>();
  private final Settings fixed =
      new Settings() {
        @Override
        public DaemonSettings current() {
          return settings;
        }

        @Override
        public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
          return () -> {};
        }
      };

  Host(Path base) throws Exception {
    this.base = base;
    Path data = Files.createDirectories(base.resolve("data"));
    Path exec = Files.createDirectories(base.resolve("exec"));
    settings =
        new DaemonSettings(
            List.of(),
            data,
            exec,
            "t1",
            "jdock-test-lifecycle",
            List.of(),
            List.of(),
            "",
            "",
            "plain",
            "json-file",
            Map.of(),
            "runc",
            "default",
            List.of(),
            1,
            true);
    RuncDriver runc = new RuncDriver(defaults(RuncDriver.Config.class));
    runc.open(context("runtime"));
    drivers.put(RuntimeDriver.class, runc);
    drivers.put(SecurityDriver.class, new DefaultSecurity(defaults(DefaultSecurity.Config.class)));
    busybox(Files.createDirectories(base.resolve("image")));
  }

  /** One that no service has filled. */
  ContainerTable table() {
    return new ContainerTable(fixed);
  }

  ContainerService service() throws IOException {
    return service(table());
  }

  ContainerService service(ContainerTable table) throws IOException {
    return new ContainerService(
        fixed,
        new Registry(),
        new Recorder(),
        images(),
        new PlainRoots(),
        new HostNetwork(),
        new NoVolumes(),
        new NoOutputs(),
        new PollingExits(),
        (root, spec, groups) ->
            new UserLookup.User(spec.isEmpty() ? 0 : Integer.parseInt(spec), 0, List.of(), "/root"),
        table);
  }

  List<String> actions() {
    return events.stream().map(Event::action).toList();
  }

  private static void busybox(Path root) throws IOException {
    for (String directory : List.of("bin", "proc", "dev", "sys", "etc", "tmp")) {
      Files.createDirectories(root.resolve(directory));
    }
    Path busybox = root.resolve("bin/busybox");
    Files.copy(Path.of("/bin/busybox"), busybox);
    busybox.toFile().setExecutable(true, false);
    for (String name : List.of("sh", "sleep", "cat", "test", "true", "grep")) {
      Files.createSymbolicLink(root.resolve("bin").resolve(name), Path.of("busybox"));
    }
  }

  private static <A extends Annotation> A defaults(Class<A> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> method.getDefaultValue()));
  }

  private DriverContext context(String name) throws IOException {
    Path root = Files.createDirectories(base.resolve("data").resolve(name));
    Path exec = Files.createDirectories(base.resolve("exec").resolve(name));
    return new DriverContext() {
      @Override
      public Path root() {
        return root;
      }

      @Override
      public Path execRoot() {
        return exec;
      }

      @Override
      public String daemonId() {
        return "t1";
      }

      @Override
      public String cgroupParent() {
        return settings.cgroupParent();
      }

      @Override
      public DriverState state() {
        throw new UnsupportedOperationException();
      }
    };
  }

  private ImageDetails image() {
    return new ImageDetails(
        "sha256:" + "b".repeat(64),
        List.of("box:latest"),
        List.of(),
        null,
        "",
        "",
        platform.architecture(),
        null,
        platform.os(),
        9,
        Samples.image("{cmd:[sh],env:['PATH=/bin']}"),
        List.of());
  }

  private Images images() {
    return (Images)
        Proxy.newProxyInstance(
            Images.class.getClassLoader(),
            new Class<?>[] {Images.class},
            (proxy, method, args) -> {
              if (!method.getName().equals("inspect")) {
                throw new UnsupportedOperationException(method.getName());
              }
              ImageDetails image = image();
              if (!args[0].equals("box") && !args[0].equals(image.id())) {
                throw ProblemException.notFound("No such image: " + args[0] + ":latest");
              }
              return image;
            });
  }

  private final class Registry implements DriverRegistry {
    @Override
    public <D, T> T call(Class<D> kind, String name, DriverCall<D, T> call) {
      try {
        return call.on(kind.cast(drivers.get(kind)));
      } catch (DriverException e) {
        throw new ProblemException(Problem.valueOf(e.kind().name()), e.getMessage(), e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public <D, T> T call(Class<D> kind, String name, Duration limit, DriverCall<D, T> call) {
      return call(kind, name, call);
    }

    @Override
    public <D, S> DriverSession<S> session(
        Class<D> kind, String name, DriverCall<D, S> open, DriverCall<S, ?> close) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> names(Class<?> kind) {
      if (kind == LogDriver.class) {
        return List.of("json-file");
      }
      return kind == RuntimeDriver.class ? List.of("runc") : List.of("default", "plain", "local");
    }

    @Override
    public boolean ready(Class<?> kind, String name) {
      return true;
    }

    @Override
    public <D> Set<String> capabilities(Class<D> kind, String name) {
      return drivers.get(kind).capabilities();
    }
  }

  private final class Recorder implements Events {
    @Override
    public void publish(String type, String action, String id, Map<String, String> attributes) {
      events.add(new Event(type, action, id, attributes, 0));
    }

    @Override
    public List<Event> recent() {
      return events;
    }

    @Override
    public AutoCloseable subscribe(Consumer<Event> listener) {
      return () -> {};
    }
  }

  /** One directory for all, bound to where it is wanted. */
  private final class PlainRoots implements RootFilesystems {
    @Override
    public void create(String driver, String key, String imageId) {}

    @Override
    public void mount(String driver, String key, Path target) {
      try {
        Mounts.bind(base.resolve("image"), target);
      } catch (IOException e) {
        throw ProblemException.failed("mount", e);
      }
    }

    @Override
    public void unmount(Path target) {
      try {
        Mounts.detach(target);
      } catch (IOException e) {
        throw ProblemException.failed("unmount", e);
      }
    }

    @Override
    public void remove(String driver, String key) {}

    @Override
    public long usage(String driver, String key) {
      return 0;
    }

    @Override
    public Map<String, String> details(String driver, String key) {
      return Map.of();
    }

    @Override
    public void keep(Function<String, Set<String>> keys) {}

    @Override
    public void reclaim(String driver) {}

    @Override
    public String defaultDriver() {
      return "plain";
    }
  }

  private final class HostNetwork implements Sandboxes {
    @Override
    public Sandbox open(SandboxSpec spec) {
      opened.add(spec.containerId());
      return new Sandbox(spec.containerId(), "s", null, "host", "n", "e", "", "", 0, "", List.of());
    }

    @Override
    public void connect(String containerId) {}

    @Override
    public Sandbox attach(String containerId, SandboxSpec.Endpoint endpoint) {
      throw ProblemException.unsupported("this network is the host's");
    }

    @Override
    public Sandbox detach(String containerId, String network) {
      throw ProblemException.unsupported("this network is the host's");
    }

    @Override
    public String nameOf(String network) {
      return network;
    }

    @Override
    public void close(String containerId) {
      opened.remove(containerId);
    }

    @Override
    public List<Sandbox> adopt(Set<String> containerIds) {
      return List.of();
    }
  }

  /** The parents of the containers' cgroups. */
  List<Path> cgroups() throws IOException {
    Cgroups host = Cgroups.detect();
    Set<Path> mounts = new TreeSet<>(host.controllers().values());
    if (host.unified() != null) {
      mounts.add(host.unified());
    }
    return mounts.stream()
        .map(m -> m.resolve(settings.cgroupParent()))
        .filter(Files::exists)
        .toList();
  }

  /** What is left in the kernel or under the exec root. */
  List<String> remains() throws IOException {
    List<String> all = new ArrayList<>(opened);
    for (String directory : List.of("containers", "exits")) {
      try (var files = Files.list(base.resolve("exec").resolve(directory))) {
        files.forEach(f -> all.add(f.toString()));
      }
    }
    return all;
  }
}
