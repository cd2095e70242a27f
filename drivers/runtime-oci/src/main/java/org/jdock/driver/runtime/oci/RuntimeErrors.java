package org.jdock.driver.runtime.oci;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;

/**
 * A runtime's messages as users know them from Docker. Clients read them too: docker's CLI exits
 * with 127 on "executable file not found" or "no such file or directory", and with 126 on
 * "permission denied" (docker/cli, cli/command/container/run.go).
 */
final class RuntimeErrors {
  private static final Pattern CRUN_MISSING =
      Pattern.compile("executable file [`'](?<name>.*)[`'] not found(?: in \\$PATH)?(?::.*)?");
  private static final Pattern CRUN_UNOPENED =
      Pattern.compile(
          "(?:open|exec|cannot execute)\\b.*: (?:Permission denied|Operation not permitted)"
              // crun 1.21
              + "|the path [`'].*[`'] (?:exists but it is not executable|is not a regular file)\\b.*");
  private static final String UNABLE = "unable to start container process: ";

  /** C's texts of errors, where runc has Go's; those that clients look for. */
  private static final Map<String, String> ERRNO =
      Map.of(
          "No such file or directory", "no such file or directory",
          "Permission denied", "permission denied",
          "Operation not permitted", "operation not permitted",
          "Not a directory", "not a directory",
          "Is a directory", "is a directory",
          "Exec format error", "exec format error");

  private RuntimeErrors() {}

  /** For a container that could not be made. */
  static DriverException create(Dialect dialect, String message, String program) {
    String said =
        dialect == Dialect.CRUN ? "crun create failed: " + fromCrun(message, program) : message;
    return failure(
        "failed to create task for container: failed to create shim task: OCI runtime create"
            + " failed: "
            + said
            + ": unknown");
  }

  /** For a process that could not be added. */
  static DriverException exec(Dialect dialect, String message, String program) {
    String said = dialect == Dialect.CRUN ? "exec failed: " + fromCrun(message, program) : message;
    return failure("OCI runtime exec failed: " + said + ": unknown");
  }

  private static String fromCrun(String message, String program) {
    Matcher missing = CRUN_MISSING.matcher(message);
    if (missing.matches()) {
      return UNABLE + missing(missing.group("name"));
    }
    if (CRUN_UNOPENED.matcher(message).matches()) {
      return UNABLE + (program.isEmpty() ? missing("") : exec(program) + "permission denied");
    }
    String said = message;
    for (Map.Entry<String, String> text : ERRNO.entrySet()) {
      said = said.replace(text.getKey(), text.getValue());
    }
    return UNABLE + said;
  }

  private static String missing(String name) {
    return name.contains("/")
        ? exec(name) + "stat " + name + ": no such file or directory"
        : exec(name) + "executable file not found in $PATH";
  }

  private static String exec(String program) {
    return "exec: \"" + program + "\": ";
  }

  /** Adds what Docker's daemon adds, and decides whose fault it is (moby, daemon/errors.go). */
  private static DriverException failure(String message) {
    if (message.contains("is a directory")) {
      // Older clients know only this text for "can't be run".
      return new DriverException(Kind.INVALID, message + ": permission denied");
    }
    if (message.contains("not a directory")) {
      return new DriverException(
          Kind.INVALID,
          message
              + ": Are you trying to mount a directory onto a file (or vice-versa)? Check if the"
              + " specified host path exists and is the expected type");
    }
    boolean own =
        message.contains("executable file not found")
            || message.contains("no such file or directory")
            || message.contains("permission denied")
            || message.contains("exec format error");
    return new DriverException(own ? Kind.INVALID : Kind.FAILED, message);
  }
}
