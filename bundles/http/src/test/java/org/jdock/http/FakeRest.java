package org.jdock.http;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.event.Event;
import org.jdock.api.event.Events;
import org.jdock.api.network.NetworkDetails;
import org.jdock.api.network.NetworkRequest;
import org.jdock.api.network.Networks;
import org.jdock.api.system.Daemon;
import org.jdock.api.system.DaemonFacts;
import org.jdock.api.system.DaemonInfo;
import org.jdock.api.volume.Volumes;

/** The smaller services. */
final class FakeRest {
  private FakeRest() {}

  static final class FakeEvents implements Events {
    final List<Event> past = new ArrayList<>();
    final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(String type, String action, String id, Map<String, String> attributes) {
      at(System.currentTimeMillis() * 1_000_000, type, action, id, attributes);
    }

    synchronized void at(
        long nanos, String type, String action, String id, Map<String, String> attributes) {
      var e = new Event(type, action, id, attributes, nanos);
      past.add(e);
      listeners.forEach(l -> l.accept(e));
    }

    @Override
    public synchronized List<Event> recent() {
      return List.copyOf(past);
    }

    @Override
    public AutoCloseable subscribe(Consumer<Event> listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }
  }

  static final class FakeNetworks implements Networks {
    final List<NetworkRequest> made = new ArrayList<>();

    @Override
    public List<NetworkDetails> list(Filters filters) {
      return filters.get("dangling").isEmpty() ? List.of(inspect("bridge")) : List.of();
    }

    @Override
    public String create(NetworkRequest request) {
      made.add(request);
      return "a".repeat(64);
    }

    @Override
    public void remove(String name) {
      throw new ProblemException(
          Problem.FORBIDDEN, inspect(name).name() + " is a pre-defined network");
    }

    @Override
    public NetworkDetails inspect(String name) {
      if (!name.equals("bridge")) {
        throw ProblemException.notFound("network %s not found".formatted(name));
      }
      var range = new NetworkDetails.Range("172.17.0.0/16", "172.17.0.1");
      return new NetworkDetails(
          "bridge",
          "b".repeat(64),
          Instant.EPOCH,
          "local",
          "bridge",
          false,
          new NetworkDetails.Ipam("default", null, List.of(range)),
          false,
          false,
          false,
          Map.of("c1", new NetworkDetails.Member("box", "e1", "02:42", "172.17.0.2/16", "")),
          Map.of(),
          Map.of());
    }
  }

  static final class FakeVolumes implements Volumes {
    final Path root;
    final Map<String, Volume> all = new ConcurrentSkipListMap<>();

    FakeVolumes(Path root) {
      this.root = root;
    }

    @Override
    public Volume create(
        String name, String driver, Map<String, String> options, Map<String, String> labels) {
      var n = name == null || name.isEmpty() ? "f".repeat(64) : name;
      return all.computeIfAbsent(
          n,
          k ->
              new Volume(
                  n,
                  "local",
                  root.toString(),
                  FakeContainers.TIME,
                  labels,
                  options,
                  "local",
                  false));
    }

    @Override
    public Volume inspect(String name) {
      var v = all.get(name);
      if (v == null) {
        throw ProblemException.notFound("get %s: no such volume".formatted(name));
      }
      return v;
    }

    @Override
    public List<Volume> list(Filters filters) {
      return List.copyOf(all.values());
    }

    @Override
    public void remove(String name, boolean force) {
      inspect(name);
      all.remove(name);
    }

    @Override
    public PruneReport prune(Filters filters) {
      return new PruneReport(filters.get("all"), 0);
    }

    @Override
    public void refer(String name, String containerId) {
      throw new AssertionError("not for front ends");
    }

    @Override
    public void release(String name, String containerId) {
      throw new AssertionError("not for front ends");
    }

    @Override
    public Path mount(String name, String containerId) {
      throw new AssertionError("not for front ends");
    }

    @Override
    public void unmount(String name, String containerId) {
      throw new AssertionError("not for front ends");
    }
  }

  static final class FakeDaemon implements Daemon {
    @Override
    public DaemonInfo info() {
      return new DaemonInfo(
          "I1",
          1,
          1,
          0,
          0,
          2,
          "overlay",
          List.of(List.of("Backing Filesystem", "extfs")),
          Map.of("Log", List.of("json-file"), "Volume", List.of("local")),
          true,
          true,
          true,
          true,
          true,
          true,
          false,
          true,
          5,
          FakeContainers.TIME,
          "json-file",
          "cgroupfs",
          "2",
          "6.1",
          "Debian",
          "linux",
          "x86_64",
          2,
          1024,
          "https://index.docker.io/v1/",
          "/var/lib/jdock",
          "host",
          List.of(),
          false,
          "0.1.0",
          Map.of("runc", Map.of("path", "runc")),
          "runc",
          true,
          List.of("name=seccomp,profile=builtin"),
          List.of());
    }

    @Override
    public DaemonFacts facts() {
      var hub = new DaemonFacts.IndexInfo("docker.io", List.of(), true, true);
      return new DaemonFacts(
          true,
          true,
          true,
          true,
          9,
          1,
          "13",
          new DaemonFacts.RegistryConfig(
              List.of("127.0.0.0/8"), Map.of("docker.io", hub), List.of()),
          null,
          "",
          "",
          "",
          "tini",
          "",
          DaemonFacts.Commit.NONE,
          new DaemonFacts.Commit("c0ffee", ""),
          DaemonFacts.Commit.NONE);
    }

    @Override
    public String storageDriver() {
      return "overlay";
    }

    @Override
    public String version() {
      return "0.1.0";
    }
  }
}
