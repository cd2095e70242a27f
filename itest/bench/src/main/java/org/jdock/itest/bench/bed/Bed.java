package org.jdock.itest.bench.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdock.itest.engine.support.Daemon;
import org.jdock.itest.engine.support.NetworkNamespace;
import org.jdock.itest.engine.support.Run;
import org.jdock.itest.images.TestImages;

/** An engine with the images that are measured with, in a network namespace of its own. */
public final class Bed implements AutoCloseable {
  private final NetworkNamespace namespace;
  private final Path folder;
  private final Daemon daemon;

  private Bed(NetworkNamespace namespace, Path folder, Daemon daemon) {
    this.namespace = namespace;
    this.folder = folder;
    this.daemon = daemon;
  }

  /** Starts one. */
  public static Bed make(Daemon.Kind kind, String... flags) throws IOException {
    var folder = Files.createTempDirectory(Path.of("/var/lib"), "jdock-bench");
    var namespace = NetworkNamespace.create();
    var daemon = new Daemon(kind, namespace, folder, List.of(flags));
    var bed = new Bed(namespace, folder, daemon);
    inMemory(daemon.execRoot());
    daemon.start();
    for (var image : new String[] {"busybox", "nginx"}) {
      var archive = folder.resolve(image + ".tar");
      TestImages.shared().save(image, archive);
      bed.docker("load", "-q", "-i", archive.toString()).ok();
      Files.delete(archive);
    }
    return bed;
  }

  /**
   * Exec roots live under /run, which is in memory on every host that is booted and on disk in some
   * containers: the same for all engines here.
   */
  private static void inMemory(Path execRoot) throws IOException {
    Files.createDirectories(execRoot);
    Run.of(
            Map.of(),
            List.of("mount", "-t", "tmpfs", "-o", "mode=711", "jdock-bench", execRoot.toString()))
        .ok();
  }

  /** Where it runs. */
  public NetworkNamespace namespace() {
    return namespace;
  }

  /** What is its own. */
  public Path folder() {
    return folder;
  }

  /** The engine. */
  public Daemon daemon() {
    return daemon;
  }

  /** Shorthand for the docker CLI on it. */
  public Run.Outcome docker(String... arguments) {
    return daemon.docker(arguments);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try (namespace) {
      daemon.close();
    }
    for (var mount : mounts()) {
      Run.of(Map.of(), List.of("umount", mount));
    }
    try (var all = Files.walk(folder)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Docker leaves the mount of its network namespaces. */
  private List<String> mounts() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
        .map(line -> line.split(" ")[4])
        .filter(path -> path.startsWith(folder + "/"))
        .toList()
        .reversed();
  }
}
