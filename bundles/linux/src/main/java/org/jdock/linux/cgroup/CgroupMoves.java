package org.jdock.linux.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has the kernel get ready for processes that will change their control group. It lets the first
 * one do so only when a grace period of RCU has passed, 6 to 20 ms, and those that follow closely
 * at once (kernel/cgroup/cgroup.c, cgroup_attach_lock; kernel/rcu/sync.c): each exec and each start
 * would wait for that in the runtime. Who knows early that a process is to be made lets the time
 * pass beside the rest of the work: a thread moves to where it is already. Thread-safe.
 */
public final class CgroupMoves implements AutoCloseable {
  /** A link to PID/task/TID. */
  private static final Path THREAD = Path.of("/proc/thread-self");

  private static final String TASKS = "tasks";
  private static final long IDLE_SECONDS = 10;

  private final Cgroups cgroups;

  /** One thread, while it is used: who comes during its wait has what he wants. */
  private final ThreadPoolExecutor mover =
      new ThreadPoolExecutor(
          0,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> Thread.ofPlatform().daemon().name("cgroups").unstarted(task),
          new ThreadPoolExecutor.DiscardPolicy());

  private volatile boolean possible = true;

  /** For this host's groups. Starts nothing. */
  public CgroupMoves(Cgroups cgroups) {
    this.cgroups = cgroups;
  }

  /** A process will be moved within the next tens of milliseconds. Does not block. */
  public void soon() {
    if (possible) {
      mover.execute(this::move);
    }
  }

  private void move() {
    try {
      Path file = file(cgroups, List.of(ControlFiles.read(THREAD.resolve("cgroup")).split("\n")));
      if (file != null) {
        // Not "0", which needs no grace period: this thread can't end meanwhile.
        Path self = Files.readSymbolicLink(THREAD);
        Path id = file.endsWith(TASKS) ? self.getFileName() : self.getName(0);
        ControlFiles.write(file, String.valueOf(id));
        return;
      }
    } catch (IOException e) {
      // Only time was to be won: in a container of its own, say, the daemon's group is out of
      // sight.
    }
    possible = false;
  }

  /**
   * Where the writing thread enters its own group once more: version 1 takes threads, version 2
   * processes.
   *
   * @param own the lines of /proc/thread-self/cgroup
   * @return null where there is no such group
   */
  static @Nullable Path file(Cgroups cgroups, List<String> own) {
    for (String line : own) {
      String[] fields = line.split(":", 3);
      if (fields.length < 3) {
        continue;
      }
      String path = fields[2].substring(fields[2].startsWith("/") ? 1 : 0);
      for (String name : fields[1].split(",")) {
        Path mounted = cgroups.controllers().get(name.replaceFirst("^name=", ""));
        if (mounted != null) {
          return mounted.resolve(path).resolve(TASKS);
        }
      }
      Path unified = cgroups.unified();
      if (fields[1].isEmpty() && unified != null && cgroups.mode() == Cgroups.Mode.V2) {
        return unified.resolve(path).resolve("cgroup.procs");
      }
    }
    return null;
  }

  @Override
  public void close() {
    possible = false;
    mover.shutdown();
  }
}
