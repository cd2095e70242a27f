package org.jdock.launcher.training;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ahead-of-time cache (JEP 514) that the start script asks for when there is none: a JVM
 * of the same class path and flags runs a daemon on roots and in namespaces of its own. The script
 * puts everything into the cache's name that it depends on, so whatever else lies there is old.
 */
public final class Training implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Training.class);
  private static final String PROPERTY = "jdock.aot";
  private static final String SUFFIX = ".aot";
  private static final int LIMIT_SECONDS = 180;

  private final Path cache;
  private volatile @Nullable Process process;
  private volatile boolean closed;

  private Training(Path cache) {
    this.cache = cache;
  }

  /** If the script asks for it. */
  public static Optional<Training> offer() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).map(Training::new);
  }

  /** On a thread of its own; at the lowest priority. */
  public void start() {
    Thread.ofPlatform()
        .name("training")
        .daemon()
        .start(() -> {
          try {
            train();
          } catch (IOException e) {
            LOG.warn("No ahead-of-time cache: {}", e.toString());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void train() throws IOException, InterruptedException {
    var folder = cache.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(cache + " is in no folder");
    }
    Files.createDirectories(folder);
    try (var lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null || Files.exists(cache)) {
        return;
      }
      removeOthers(folder);
      var roots = Files.createTempDirectory("jdock-training");
      try {
        train(roots);
      } finally {
        delete(roots);
      }
    }
  }

  private void train(Path roots) throws IOException, InterruptedException {
    var fresh = cache.resolveSibling("new-" + cache.getFileName());
    var log = roots.resolve("log");
    var start = System.nanoTime();
    var running =
        new ProcessBuilder(command(fresh, roots))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    process = running;
    if (closed || !running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      kill(running);
    }
    if (running.exitValue() == 0 && Files.exists(fresh)) {
      Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      LOG.info(
          "The next start is faster: an ahead-of-time cache of {} MB was made in {} s",
          Files.size(cache) >> 20,
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    } else if (closed) {
      Files.deleteIfExists(fresh);
    } else {
      Files.deleteIfExists(fresh);
      LOG.warn(
          "No ahead-of-time cache: the training ended with {}\n{}",
          running.exitValue(),
          Files.readString(log));
    }
  }

  /** This JVM's own command line up to the main class, but for the wish for a cache. */
  private static List<String> command(Path output, Path roots) throws IOException {
    var command =
        new ArrayList<>(List.of("nice", "-n", "19", "unshare", "--net", "--mount", "--ipc"));
    var own = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8).split("\0");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:AOTCacheOutput=" + output);
    for (int i = 1; i < own.length && !own[i].endsWith("launcher.Main"); i++) {
      if (!own[i].startsWith("-D" + PROPERTY + "=")) {
        command.add(own[i]);
      }
    }
    command.addAll(
        List.of(
            "org.jdock.launcher.Main",
            "train",
            "--data-root=" + roots.resolve("data"),
            "--exec-root=" + roots.resolve("run")));
    return command;
  }

  private static void removeOthers(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (var all = Files.walk(tree)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Breaks the training off. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    var running = process;
    if (running != null) {
      kill(running);
    }
  }

  private static void kill(Process running) throws InterruptedException {
    running.descendants().forEach(ProcessHandle::destroyForcibly);
    running.destroyForcibly().waitFor();
  }
}
