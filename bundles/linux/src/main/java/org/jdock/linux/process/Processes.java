package org.jdock.linux.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * Processes by number. A number is used again after its process has ended: pid and start time
 * together are one process for as long as the host is up. Nothing here blocks for long.
 * Thread-safe.
 */
public final class Processes {
  /**
   * Fields of /proc/PID/stat after the name, which may hold spaces and parentheses: from state on.
   */
  private static final int STATE = 0;

  private static final int START_TIME = 19;

  private Processes() {}

  /**
   * kill(2).
   *
   * @param signal 1 to 64
   * @return false if there is no such process
   */
  public static boolean kill(long pid, int signal) throws SyscallException {
    if (pid <= 0 || signal < 1) { // 0 and below mean groups, everyone, or nothing
      throw new IllegalArgumentException("kill pid " + pid + " signal " + signal);
    }
    try (Call c = new Call()) {
      long r = c.retry(Nr.KILL, pid, signal);
      if (r == -Errno.ESRCH.number()) {
        return false;
      }
      Call.check("kill " + Signals.name(signal), "pid " + pid, r);
      return true;
    }
  }

  /**
   * As the other, for the process which started then: never hits another that has its number now.
   */
  public static boolean kill(long pid, long startTime, int signal) throws IOException {
    try (PidFd fd = PidFd.open(pid)) {
      return isAlive(pid, startTime) && fd.signal(signal);
    } catch (SyscallException e) {
      if (e.is(Errno.ESRCH, Errno.EINVAL)) {
        return false;
      }
      throw e;
    }
  }

  /** When it started, in ticks (1/100 s) since boot; empty if there is no such process. */
  public static OptionalLong startTime(long pid) throws IOException {
    String[] stat = stat(pid);
    return stat.length == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(stat[START_TIME]));
  }

  /**
   * Whether the process which started then still runs; one that only waits to be reaped does not.
   */
  public static boolean isAlive(long pid, long startTime) throws IOException {
    String[] stat = stat(pid);
    return stat.length > 0
        && Long.parseLong(stat[START_TIME]) == startTime
        && !stat[STATE].equals("Z")
        && !stat[STATE].equals("X");
  }

  private static String[] stat(long pid) throws IOException {
    try {
      String text =
          new String(
              Files.readAllBytes(Path.of("/proc/" + pid + "/stat")), StandardCharsets.ISO_8859_1);
      return text.substring(text.lastIndexOf(')') + 2).split(" ");
    } catch (NoSuchFileException e) {
      return new String[0];
    } catch (IOException e) { // ended between open and read
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return new String[0];
      }
      throw e;
    }
  }
}
