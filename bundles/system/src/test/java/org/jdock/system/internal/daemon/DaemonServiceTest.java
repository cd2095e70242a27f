package org.jdock.system.internal.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.container.ContainerSummary;
import org.jdock.api.container.Containers;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.api.system.DaemonFacts;
import org.jdock.api.system.DaemonInfo;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.spi.runtime.RuntimeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonServiceTest {
  @TempDir Path root;

  private DaemonService daemon() throws Exception {
    return new DaemonService(settings(), new Registry());
  }

  private Settings settings() {
    var values =
        new DaemonSettings(
            List.of(),
            root.resolve("data"),
            root.resolve("exec"),
            "t",
            "jdock",
            List.of("https://mirror"),
            List.of("reg:5000", "10.0.0.0/8"),
            "jdock0",
            "",
            "overlay2",
            "json-file",
            Map.of(),
            "",
            "default",
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

  @Test
  void saysWhatTheHostIs() throws Exception {
    DaemonInfo info = daemon().info();
    assertEquals(System.getProperty("os.version"), info.kernelVersion());
    assertFalse(info.operatingSystem().isEmpty());
    assertFalse(info.operatingSystem().contains("\""));
    assertTrue(info.memTotal() > 1 << 20);
    assertTrue(info.ncpu() > 0);
    assertTrue(info.nGoroutines() > 0);
    assertTrue(info.cgroupVersion().matches("[12]"));
    assertEquals(root.resolve("data").toString(), info.dockerRootDir());
    assertEquals(Map.of("one", Map.of("path", "/bin/one")), info.runtimes());
    assertEquals("one", info.defaultRuntime());
    assertEquals(List.of("RuntimeDriver"), info.plugins().get("Log"));
    assertEquals(0, info.containers());
    assertTrue(info.serverVersion().matches("\\d+\\.\\d+\\.\\d+"), info.serverVersion());
  }

  @Test
  void saysMoreOfTheHostAndItsSettings() throws Exception {
    var daemon = daemon();
    DaemonFacts facts = daemon.facts();
    assertEquals("c0ffee", facts.runcCommit().id());
    assertEquals(DaemonFacts.Commit.NONE, facts.containerdCommit());
    assertTrue(facts.nfd() > 2);
    var warnings = daemon.info().warnings();
    assertEquals(!facts.cpuShares(), warnings.contains("WARNING: No cpu shares support"));
    assertEquals(!facts.cpuSet(), warnings.contains("WARNING: No cpuset support"));
    assertEquals(
        !facts.bridgeNfIptables(),
        warnings.contains("WARNING: bridge-nf-call-iptables is disabled"));
    var registries = facts.registryConfig();
    assertEquals(
        List.of("127.0.0.0/8", "::1/128", "10.0.0.0/8"), registries.insecureRegistryCidrs());
    assertEquals(Set.of("docker.io", "reg:5000"), registries.indexConfigs().keySet());
    assertFalse(registries.indexConfigs().get("reg:5000").secure());
    assertEquals(List.of("https://mirror"), registries.indexConfigs().get("docker.io").mirrors());
  }

  @Test
  void keepsItsIdentityAndSetsADamagedOneAside() throws Exception {
    String id = daemon().info().id();
    assertEquals(id, daemon().info().id());
    Path file = root.resolve("data/engine-id");
    Files.writeString(file, "torn");
    assertNotEquals(id, daemon().info().id());
    assertEquals("torn", Files.readString(root.resolve("data/engine-id.damaged")));
  }

  @Test
  void countsContainersByState() throws Exception {
    DaemonService daemon = daemon();
    daemon.containers =
        (Containers)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Containers.class},
                (proxy, method, args) ->
                    List.of(container("running"), container("paused"), container("exited")));
    DaemonInfo info = daemon.info();
    assertEquals(3, info.containers());
    assertEquals(1, info.containersRunning());
    assertEquals(1, info.containersPaused());
    assertEquals(1, info.containersStopped());
  }

  private static ContainerSummary container(String state) {
    return new ContainerSummary(
        "id",
        List.of(),
        "",
        "",
        "",
        0,
        List.of(),
        null,
        null,
        Map.of(),
        state,
        "",
        new ContainerSummary.HostNetwork("none"),
        new ContainerSummary.Networks(Map.of()),
        List.of());
  }

  /** Knows one runtime, and itself by the kind's name. */
  private static final class Registry implements DriverRegistry {
    @Override
    public <D, T> T call(Class<D> kind, String name, DriverCall<D, T> call) {
      return call(kind, name, Duration.ZERO, call);
    }

    @Override
    public <D, T> T call(Class<D> kind, String name, Duration limit, DriverCall<D, T> call) {
      Object driver =
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {kind},
              (proxy, method, args) ->
                  kind == RuntimeDriver.class
                      ? new RuntimeInfo(name, "1", "c0ffee", "/bin/" + name)
                      : List.of());
      try {
        return call.on(kind.cast(driver));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public <D, S> DriverSession<S> session(
        Class<D> kind, String name, DriverCall<D, S> open, DriverCall<S, ?> close) {
      throw new AssertionError();
    }

    @Override
    public List<String> names(Class<?> kind) {
      return kind == RuntimeDriver.class ? List.of("one", "two") : List.of("RuntimeDriver");
    }

    @Override
    public boolean ready(Class<?> kind, String name) {
      return !name.equals("two");
    }

    @Override
    public <D> Set<String> capabilities(Class<D> kind, String name) {
      return Set.of("rebase");
    }
  }
}
