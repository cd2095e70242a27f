package org.jdock.container.internal.spec;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.container.HostConfig;
import org.jspecify.annotations.Nullable;

/** Resource limits of a process (getrlimit(2)). */
final class Limits {
  private static final Logger LOG = LogManager.getLogger(Limits.class);
  private static final BigInteger INFINITE = new BigInteger(Long.toUnsignedString(-1L));

  /** As /proc/PID/limits names them. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("core", "Max core file size"),
          Map.entry("cpu", "Max cpu time"),
          Map.entry("data", "Max data size"),
          Map.entry("fsize", "Max file size"),
          Map.entry("locks", "Max file locks"),
          Map.entry("memlock", "Max locked memory"),
          Map.entry("msgqueue", "Max msgqueue size"),
          Map.entry("nice", "Max nice priority"),
          Map.entry("nofile", "Max open files"),
          Map.entry("nproc", "Max processes"),
          Map.entry("rss", "Max resident set"),
          Map.entry("rtprio", "Max realtime priority"),
          Map.entry("rttime", "Max realtime timeout"),
          Map.entry("sigpending", "Max pending signals"),
          Map.entry("stack", "Max stack size"));

  private Limits() {}

  /** OCI's {@code rlimits}; what this host does not let us raise stays as it is, with a warning. */
  static JsonArray of(@Nullable List<HostConfig.Ulimit> asked, boolean canRaise) {
    JsonArray limits = new JsonArray();
    if (asked == null || asked.isEmpty()) {
      return limits;
    }
    List<String> own = canRaise ? List.of() : own();
    for (HostConfig.Ulimit limit : asked) {
      String line = NAMES.get(limit.name());
      if (line == null) {
        throw ProblemException.invalid("invalid ulimit type: " + limit.name());
      }
      BigInteger most = canRaise ? INFINITE : hard(own, line);
      BigInteger hard = unsigned(limit.hard());
      if (hard.compareTo(most) > 0) {
        LOG.warn("{} can't be raised above {} without CAP_SYS_RESOURCE", limit.name(), most);
      }
      limits.add(
          Json.object(
              "type",
              "RLIMIT_" + limit.name().toUpperCase(Locale.ROOT),
              "hard",
              hard.min(most),
              "soft",
              unsigned(limit.soft()).min(most)));
    }
    return limits;
  }

  private static List<String> own() {
    try {
      return Files.readAllLines(Path.of("/proc/self/limits"));
    } catch (IOException e) {
      throw ProblemException.failed("the daemon's own limits can't be read: " + e, e);
    }
  }

  static BigInteger hard(List<String> lines, String name) {
    for (String line : lines) {
      if (line.startsWith(name + " ")) {
        String hard = line.substring(name.length()).strip().split("\\s+")[1];
        return hard.equals("unlimited") ? INFINITE : new BigInteger(hard);
      }
    }
    return INFINITE;
  }

  /** OCI's limits are unsigned; -1 is none. */
  private static BigInteger unsigned(long value) {
    return value < 0 ? INFINITE : BigInteger.valueOf(value);
  }
}
