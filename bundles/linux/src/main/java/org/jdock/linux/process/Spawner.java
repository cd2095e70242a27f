package org.jdock.linux.process;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.Pipe;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;
import org.jspecify.annotations.Nullable;

/**
 * One posix_spawn(3): no copy of the JVM's page tables as fork makes. Needs the C library's
 * addclosefrom (glibc 2.34), for a daemon's descriptors must not leak into what outlives it.
 */
final class Spawner {
  private static final int SETSIGDEF = 4;
  private static final int SETSIGMASK = 8;
  private static final int SETSID = 0x80;
  private static final int P_PID = 1;
  private static final int WEXITED = 4;
  private static final int F_DUPFD_CLOEXEC = 1030;

  /** KILL and STOP have no handlers to be reset. */
  private static final long ALL_SIGNALS = ~(1L << (Signals.KILL - 1) | 1L << (Signals.STOP - 1));

  /** Both of the C library's opaque structures are smaller (336 and 80 bytes). */
  private static final int STRUCTURE = 512;

  private final Spawn spawn;
  private final List<Fd> temporary = new ArrayList<>();
  private int next = 3;

  Spawner(Spawn spawn) {
    this.spawn = spawn;
  }

  Child start() throws IOException {
    Pipe pipe = spawn.pipeVariable == null ? null : Pipe.open();
    Fd output = null;
    Fd error = null;
    boolean started = false;
    try (Call c = new Call()) {
      output = spawn.output.kind() == Spawn.Output.Kind.CAPTURE ? memory("output", c) : null;
      error = spawn.error.kind() == Spawn.Output.Kind.CAPTURE ? memory("error", c) : null;
      long pid = start(c, pipe, output, error);
      Child child =
          new Child(pid, open(pid, c), pipe == null ? null : pipe.reader(), output, error);
      started = true;
      return child;
    } finally {
      temporary.forEach(Fd::close);
      if (pipe != null) {
        pipe.writer().close();
      }
      if (!started) {
        close(pipe == null ? null : pipe.reader(), output, error);
      }
    }
  }

  /** Its descriptor; a program that nobody could wait for must not run on. */
  private static PidFd open(long pid, Call c) throws SyscallException {
    try {
      return PidFd.open(pid);
    } catch (SyscallException e) {
      c.retry(Nr.KILL, pid, Signals.KILL);
      c.retry(Nr.WAITID, P_PID, pid, 0, WEXITED, 0);
      throw e;
    }
  }

  private static void close(@Nullable Fd... all) {
    for (Fd fd : all) {
      if (fd != null) {
        fd.close();
      }
    }
  }

  private long start(Call c, @Nullable Pipe pipe, @Nullable Fd output, @Nullable Fd error)
      throws IOException {
    long actions = c.memory(STRUCTURE).address();
    long attributes = c.memory(STRUCTURE).address();
    var environment = new ArrayList<String>();
    spawn.environment.forEach((k, v) -> environment.add(k + "=" + v));
    check("posix_spawn_file_actions_init", c.libc("posix_spawn_file_actions_init", actions));
    try {
      check("posix_spawnattr_init", c.libc("posix_spawnattr_init", attributes));
      try {
        streams(c, actions, output, error);
        for (Fd fd : spawn.inherited) {
          pass(c, actions, fd, next++);
        }
        if (pipe != null) {
          environment.removeIf(e -> e.startsWith(spawn.pipeVariable + "="));
          environment.add(spawn.pipeVariable + "=" + next);
          pass(c, actions, pipe.writer(), next++);
        }
        check("closefrom", c.libc("posix_spawn_file_actions_addclosefrom_np", actions, next));
        if (spawn.directory != null) {
          check(
              "chdir",
              c.libc("posix_spawn_file_actions_addchdir_np", actions, c.path(spawn.directory)));
        }
        signals(c, attributes);
        var pid = c.memory(8);
        check(
            "spawn",
            c.libc(
                "posix_spawnp",
                pid.address(),
                c.string(spawn.command.getFirst()),
                actions,
                attributes,
                strings(c, spawn.command),
                strings(c, environment)));
        return pid.get(ValueLayout.JAVA_INT, 0);
      } finally {
        c.libc("posix_spawnattr_destroy", attributes);
      }
    } finally {
      c.libc("posix_spawn_file_actions_destroy", actions);
    }
  }

  private void streams(Call c, long actions, @Nullable Fd output, @Nullable Fd error)
      throws IOException {
    if (spawn.input != null) {
      Fd in = memory("input", c);
      temporary.add(in);
      var bytes = java.nio.ByteBuffer.wrap(spawn.input);
      while (bytes.hasRemaining()) {
        in.write(bytes);
      }
      c.run("lseek", "input", Nr.LSEEK, in.number(), 0, 0);
      pass(c, actions, in, 0);
    } else if (spawn.inputFd != null) {
      pass(c, actions, spawn.inputFd, 0);
    } else {
      open(c, actions, 0, "/dev/null", OpenFlags.RDONLY);
    }
    stream(c, actions, 1, spawn.output, output);
    stream(c, actions, 2, spawn.error, error);
  }

  private void stream(Call c, long actions, int number, Spawn.Output to, @Nullable Fd capture)
      throws IOException {
    if (capture != null) {
      pass(c, actions, capture, number);
    } else if (to.fd() != null) {
      pass(c, actions, to.fd(), number);
    } else if (to.path() != null) {
      open(
          c,
          actions,
          number,
          to.path().toString(),
          OpenFlags.WRONLY | OpenFlags.CREAT | OpenFlags.TRUNC);
    } else if (to.kind() == Spawn.Output.Kind.SAME) {
      check("dup2", c.libc("posix_spawn_file_actions_adddup2", actions, 1, number));
    } else {
      open(c, actions, number, "/dev/null", OpenFlags.WRONLY);
    }
  }

  private void open(Call c, long actions, int number, String path, int flags)
      throws SyscallException {
    check(
        "open",
        c.libc("posix_spawn_file_actions_addopen", actions, number, c.string(path), flags, 0600));
  }

  /** By a copy that is out of the way of all the numbers which the child's get. */
  private void pass(Call c, long actions, Fd fd, int number) throws SyscallException {
    int above = 16 + spawn.inherited.size();
    long copy = c.run("dup", fd, Nr.FCNTL, fd.number(), F_DUPFD_CLOEXEC, above);
    temporary.add(Fd.owning((int) copy, fd.toString()));
    check("dup2", c.libc("posix_spawn_file_actions_adddup2", actions, copy, number));
  }

  private void signals(Call c, long attributes) throws SyscallException {
    var set = c.memory(128);
    check("sigmask", c.libc("posix_spawnattr_setsigmask", attributes, set.address()));
    set.set(ValueLayout.JAVA_LONG, 0, ALL_SIGNALS);
    check("sigdefault", c.libc("posix_spawnattr_setsigdefault", attributes, set.address()));
    int flags = SETSIGDEF | SETSIGMASK | (spawn.newSession ? SETSID : 0);
    check("setflags", c.libc("posix_spawnattr_setflags", attributes, flags));
  }

  private static Fd memory(String name, Call c) throws SyscallException {
    long fd = c.run("memfd_create", name, Nr.MEMFD_CREATE, c.string("jdock-" + name), 1);
    return Fd.owning((int) fd, name);
  }

  /** A list of pointers that ends in a null one. */
  private static long strings(Call c, List<String> all) throws SyscallException {
    MemorySegment list = c.memory((all.size() + 1) * 8L);
    for (int i = 0; i < all.size(); i++) {
      list.setAtIndex(ValueLayout.JAVA_LONG, i, c.string(all.get(i)));
    }
    return list.address();
  }

  /** These functions return the error number itself. */
  private void check(String call, int error) throws SyscallException {
    if (error != 0) {
      String where = spawn.directory == null ? "" : " in " + spawn.directory;
      throw new SyscallException(call, spawn.command.getFirst() + where, error);
    }
  }
}
