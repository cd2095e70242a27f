package org.jdock.itest.engine.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jdock.itest.images.TestImages;

/**
 * A daemon in a namespace with a registry, its images loaded: what most tests share. Tests give
 * their containers names of their own and remove them.
 */
public final class Engine implements AutoCloseable {
  private final NetworkNamespace namespace;
  private final Path folder;
  private final Daemon daemon;
  private final Registry registry;

  private Engine(NetworkNamespace namespace, Path folder, Daemon daemon, Registry registry) {
    this.namespace = namespace;
    this.folder = folder;
    this.daemon = daemon;
    this.registry = registry;
  }

  /** Starts one with busybox loaded and nginx and hello-world in the registry. */
  public static Engine start(String... flags) throws IOException {
    var folder = Files.createTempDirectory(Path.of("/var/lib"), "jdock-itest");
    var namespace = NetworkNamespace.create();
    var kind = Boolean.getBoolean("jdock.reference") ? Daemon.Kind.DOCKER : Daemon.Kind.JDOCK;
    var registry = Registry.serve(namespace, "nginx", "hello-world", "busybox");
    var daemon = new Daemon(kind, namespace, folder, java.util.List.of(flags));
    daemon.start();
    var archive = folder.resolve("busybox.tar");
    TestImages.shared().save("busybox", archive);
    daemon.docker("load", "-i", archive.toString()).ok();
    Files.delete(archive);
    return new Engine(namespace, folder, daemon, registry);
  }

  /** The daemon. */
  public Daemon daemon() {
    return daemon;
  }

  /** The namespace that it runs in. */
  public NetworkNamespace namespace() {
    return namespace;
  }

  /** The registry. */
  public Registry registry() {
    return registry;
  }

  /** A folder for a test's own files. */
  public Path scratch(String name) throws IOException {
    return Files.createDirectories(folder.resolve("scratch").resolve(name));
  }

  /** Shorthand for the docker CLI on the daemon. */
  public Run.Outcome docker(String... arguments) {
    return daemon.docker(arguments);
  }

  /** Its containers since it started, also those that are removed, as its events tell. */
  private Set<String> everCreated() {
    var events =
        docker(
            "events",
            "--since",
            "1",
            "--until",
            Long.toString(Instant.now().getEpochSecond()),
            "--filter",
            "event=create",
            "--format",
            "{{.ID}}");
    return Set.copyOf(events.out().lines().toList());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    var containers = everCreated();
    try (namespace;
        registry) {
      daemon.close();
    }
    var left = Leaks.of(folder, containers);
    if (!left.isEmpty()) {
      throw new AssertionError("the daemon left\n" + String.join("\n", left));
    }
    try (var all = Files.walk(folder)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
