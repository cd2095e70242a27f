package org.jdock.container.internal.top;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jdock.api.ProblemException;
import org.jdock.api.container.Containers.Processes;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.cgroup.Cgroups;
import org.jdock.linux.cgroup.ControlFiles;
import org.jdock.linux.process.Signals;
import org.jdock.linux.process.Spawn;

/** Runs the host's ps and keeps what is in a container's cgroup. */
public final class Top {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int ROOM = 16 << 20;

  private Top() {}

  /**
   * The processes in the cgroup of one of them, and in the groups below it. Blocks for some
   * milliseconds.
   *
   * @param options of ps, such as {@code -ef}
   * @throws ProblemException INVALID when ps does not understand them, FAILED when there is none
   */
  public static Processes of(int pid, List<String> options) {
    var task = new FutureTask<>(() -> PsTable.of(ps(options), members(group(pid))));
    Thread.ofPlatform().name("top").daemon(true).start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw ProblemException.failed("processes can't be listed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.failed("interrupted", e);
    }
  }

  private static String ps(List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of("ps"));
    command.addAll(options);
    try (var child = Spawn.of(command).captureOutput().captureError().start()) {
      var status = child.waitFor(LIMIT);
      if (status.isEmpty()) {
        child.signal(Signals.KILL);
        throw new IOException("ps gave no answer within " + LIMIT.toSeconds() + " s");
      }
      if (status.getAsInt() != 0) {
        throw ProblemException.invalid("ps: " + text(child.error(ROOM)));
      }
      return text(child.output(ROOM));
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  /** cgroups(7), "/proc/pid/cgroup". */
  private static Path group(int pid) throws IOException {
    var mounted = Cgroups.detect();
    for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/cgroup"))) {
      var parts = line.split(":", 3);
      var root = parts[1].isEmpty() ? mounted.unified() : mounted.controllers().get(parts[1]);
      if (root != null && (parts[1].equals("pids") || mounted.mode() == Cgroups.Mode.V2)) {
        return root.resolve(parts[2].substring(1));
      }
    }
    throw new IOException("process " + pid + " is in no cgroup");
  }

  private static Set<String> members(Path group) throws IOException {
    Set<String> all = new HashSet<>();
    try {
      all.addAll(ControlFiles.read(group.resolve("cgroup.procs")).lines().toList());
      try (var below = Files.newDirectoryStream(group, Files::isDirectory)) {
        for (var one : below) {
          all.addAll(members(one));
        }
      }
      return all;
    } catch (NoSuchFileException e) {
      return all; // ended meanwhile
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT, Errno.ENODEV)) {
        return all;
      }
      throw e;
    }
  }
}
