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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.jdock.launcher.host.ParentCgroup;
import org.jdock.launcher.host.Trees;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ahead-of-time cache (JEP 514) that the start script asks for when there is none: a JVM
 * of the same class path and flags runs a daemon on roots and in namespaces of its own, at the
 * lowest priority, and dies with this process. The script puts everything into the cache's name
 * that it depends on: what belongs to other jars is old.
 */
public final class Training implements AutoCloseable {
  private static final String PROPERTY = "jdock.aot";
  private static final String CGROUP = "jdock-training";
  private static final int LIMIT_SECONDS = 300;
  private static final int END_SECONDS = 10;

  /**
   * What is compiled in the training the daemon compiles the same way: once, without the profiles
   * that would only be of use to an optimizing compiler, and that took a fifth of the compiler's
   * time at every start. Never digests and TLS: without the optimizing compiler they take ten to a
   * hundred times as long. What the training does not run often, and the drivers, are optimized as
   * ever.
   */
  private static final List<String> WITHOUT_PROFILES =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:Tier0InvokeNotifyFreqLog=4",
          "-XX:Tier3InvocationThreshold=30",
          "-XX:Tier3MinInvocationThreshold=15",
          "-XX:Tier3CompileThreshold=300",
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=exclude,sun.security.provider.*::*",
          "-XX:CompileCommand=exclude,com.sun.crypto.provider.*::*",
          "-XX:CompileCommand=exclude,sun.security.ssl.*::*");

  private static final List<String> APART =
      List.of(
          "nice",
          "-n",
          "19",
          "setpriv",
          "--pdeathsig",
          "KILL",
          "unshare",
          "--net",
          "--mount",
          "--ipc",
          "--pid",
          "--fork",
          "--kill-child",
          "--mount-proc");

  private final Path cache;
  private final Path execRoot;
  private final List<String> daemonFlags;
  private @Nullable Thread thread;
  private @Nullable Process process;
  private boolean closed;

  private Training(Path cache, Path execRoot, List<String> daemonFlags) {
    this.cache = cache.toAbsolutePath();
    this.execRoot = execRoot;
    this.daemonFlags = daemonFlags;
  }

  /**
   * If the script asks for it.
   *
   * @param execRoot for the daemon that is watched: a short path that is there for nothing else
   * @param config where its configuration is
   */
  public static Optional<Training> offer(Path execRoot, Path config) {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(cache -> new Training(Path.of(cache), execRoot, List.of("--config=" + config)));
  }

  /** On a thread of its own, as soon as there is nothing else to do. */
  public synchronized void start() {
    thread =
        Thread.ofPlatform()
            .name("training")
            .daemon()
            .start(() -> {
              try {
                Idle.await();
                LogManager.getLogger(Training.class).info(train());
              } catch (IOException e) {
                LogManager.getLogger(Training.class)
                    .warn("No ahead-of-time cache: {}", e.toString());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /**
   * Blocks for some seconds, until it is done.
   *
   * @return what was done, for people
   */
  public String train() throws IOException, InterruptedException {
    var folder = cache.getParent();
    if (folder == null) {
      throw new IOException(cache + " is in no folder");
    }
    Files.createDirectories(folder);
    try (var channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      if (lock == null) {
        return "Another process makes the ahead-of-time cache";
      }
      if (Files.exists(cache)) {
        return "The ahead-of-time cache is there";
      }
      removeOld(folder);
      try {
        return train(folder);
      } finally {
        removeTraces(folder);
      }
    }
  }

  private String train(Path folder) throws IOException, InterruptedException {
    var fresh = folder.resolve("new.aot");
    var roots = Files.createDirectories(folder.resolve("training"));
    var log = roots.resolve("log");
    var begin = System.nanoTime();
    var running = begin(command(fresh, roots.resolve("data")), log);
    try {
      if (!running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the training did not end in %d s".formatted(LIMIT_SECONDS));
      }
    } finally {
      running.destroyForcibly().waitFor();
    }
    if (running.exitValue() != 0 || !Files.exists(fresh)) {
      throw new IOException(
          "the training ended with %d\n%s".formatted(running.exitValue(), Files.readString(log)));
    }
    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return "The next start is faster: an ahead-of-time cache of %d MB was made in %d s"
        .formatted(
            Files.size(cache) >> 20, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
  }

  private synchronized Process begin(List<String> command, Path log)
      throws IOException, InterruptedException {
    if (closed) {
      throw new InterruptedException();
    }
    var begun =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    process = begun;
    return begun;
  }

  /** This JVM's own command line up to the main class, but for the wish for a cache. */
  private List<String> command(Path output, Path dataRoot) throws IOException {
    var command = new ArrayList<>(APART);
    var own = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8).split("\0");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:AOTCacheOutput=" + output);
    for (int i = 1; i < own.length && !own[i].endsWith("launcher.Main"); i++) {
      if (!own[i].startsWith("-D" + PROPERTY + "=")) {
        command.add(own[i]);
      }
    }
    command.addAll(WITHOUT_PROFILES);
    command.addAll(
        List.of(
            "org.jdock.launcher.Main",
            "train",
            "--host=unix://" + execRoot.resolve("jdock.sock"),
            "--pidfile=" + execRoot.resolve("jdock.pid"),
            "--cgroup-parent=" + CGROUP,
            "--data-root=" + dataRoot,
            "--exec-root=" + execRoot));
    command.addAll(daemonFlags);
    return command;
  }

  /** What was made from other jars. What comes of the same ones by other flags is left. */
  private void removeOld(Path folder) throws IOException {
    var jars = cache.getFileName().toString().replaceFirst("-.*", "");
    boolean changed = false;
    try (var files = Files.newDirectoryStream(folder, "[0-9a-f]*.{aot,index}")) {
      for (var file : files) {
        if (!file.getFileName().toString().startsWith(jars)) {
          Files.delete(file);
          changed = true;
        }
      }
    }
    if (changed) {
      try (var files = Files.newDirectoryStream(folder, "client-*")) {
        for (var file : files) {
          Files.delete(file);
        }
      }
    }
    removeTraces(folder);
  }

  /** Of this training, or of one that had no time to clean up. */
  private void removeTraces(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "new*")) {
      for (var file : files) {
        Files.delete(file);
      }
    }
    Trees.delete(folder.resolve("training"));
    Trees.delete(execRoot);
    ParentCgroup.remove(CGROUP);
  }

  /** Breaks the training off, and leaves nothing of it. */
  @Override
  public void close() throws InterruptedException {
    Thread training;
    synchronized (this) {
      closed = true;
      training = thread;
      if (process != null) {
        process.destroyForcibly();
      }
    }
    if (training != null) {
      training.interrupt();
      training.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
    }
  }
}
