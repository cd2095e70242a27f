package org.jdock.api.container;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * More processes in running containers. Thread-safe. Unknown ids: {@code No such exec instance: x}.
 */
public interface Execs {
  /** Prepares one; CONFLICT {@code container x is not running}. */
  String create(String containerRef, ExecConfig config);

  /**
   * Makes its start ready; the process starts when the session is run. A command that can't be run
   * is said on standard output, and the exit code is 126 or 127.
   *
   * @param height of the terminal; 0 for the default
   * @param width of the terminal; 0 for the default
   */
  StreamSession start(String execId, boolean terminal, int height, int width);

  /** Starts it with nobody attached. */
  void startDetached(String execId);

  /** All about one. */
  ExecDetails inspect(String execId);

  /** Resizes its terminal; in characters. */
  void resize(String execId, int height, int width);

  /** What to run; the fields are those of the Engine API. */
  record ExecConfig(
      boolean attachStdin,
      boolean attachStdout,
      boolean attachStderr,
      boolean tty,
      boolean privileged,
      @Nullable String user,
      @Nullable String workingDir,
      @Nullable String detachKeys,
      @Nullable List<String> env,
      @Nullable List<String> cmd) {}

  /** All about one; the fields are those of the Engine API. */
  record ExecDetails(
      String id,
      boolean running,
      @Nullable Integer exitCode,
      ProcessConfig processConfig,
      boolean openStdin,
      boolean openStderr,
      boolean openStdout,
      boolean canRemove,
      String containerId,
      String detachKeys,
      int pid) {}

  /** Its process. */
  record ProcessConfig(
      boolean tty, String entrypoint, List<String> arguments, boolean privileged, String user) {}
}
