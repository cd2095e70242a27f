package org.jdock.linux.process;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;
import org.jdock.linux.poll.Poller;

/**
 * A descriptor of a process, of anyone's child (pidfd_open(2), Linux 5.3). It never means another
 * process. Thread-safe.
 */
public final class PidFd implements AutoCloseable {
  private static final int P_PIDFD = 3;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int CLD_EXITED = 1;

  private final Fd fd;
  private final long pid;

  private PidFd(Fd fd, long pid) {
    this.fd = fd;
    this.pid = pid;
  }

  /** ESRCH if there is no such process; one that waits to be reaped still counts. */
  public static PidFd open(long pid) throws SyscallException {
    try (Call c = new Call()) {
      String name = "pid " + pid;
      long n = c.run("pidfd_open", name, Nr.PIDFD_OPEN, pid, 0);
      return new PidFd(Fd.owning((int) n, name), pid);
    }
  }

  /** The number. */
  public long pid() {
    return pid;
  }

  /** Sends a signal, 1 to 64; false if it has ended. */
  public boolean signal(int signal) throws SyscallException {
    try (Call c = new Call()) {
      long r = c.retry(Nr.PIDFD_SEND_SIGNAL, fd.number(), signal, 0, 0);
      if (r == -Errno.ESRCH.number()) {
        return false;
      }
      Call.check("kill " + Signals.name(signal), "pid " + pid, r);
      return true;
    }
  }

  /**
   * Calls back once, on the poller's thread, when the process has ended; at once if it has.
   *
   * @return close it before this to be told no longer; only one at a time
   */
  public Poller.Registration onExit(Poller poller, Runnable callback) throws IOException {
    return poller.register(fd, Poller.READ, happened -> callback.run());
  }

  /** Waits for the end; false if the time was up. Blocks: platform threads only. */
  public boolean awaitExit(Duration limit) throws SyscallException {
    return fd.awaitReadable(limit);
  }

  /** As the other, parking: meant for virtual threads. Not beside {@link #onExit}. */
  public boolean awaitExit(Poller poller, Duration limit) throws IOException, InterruptedException {
    return poller.await(fd, Poller.READ, limit);
  }

  /**
   * Takes a child's exit status, if it has ended: 0 to 255, or 128 and the signal's number.
   *
   * @return -1 if it still runs
   * @throws SyscallException ECHILD if it is not a child of this process, or reaped already
   */
  int reap() throws SyscallException {
    try (Call c = new Call()) {
      var info = c.memory(128);
      c.run(
          "waitid",
          "pid " + pid,
          Nr.WAITID,
          P_PIDFD,
          fd.number(),
          info.address(),
          WEXITED | WNOHANG,
          0);
      if (info.get(ValueLayout.JAVA_INT, 0) == 0) { // si_signo
        return -1;
      }
      int status = info.get(ValueLayout.JAVA_INT, 24);
      return info.get(ValueLayout.JAVA_INT, 8) == CLD_EXITED ? status : 128 + status;
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
