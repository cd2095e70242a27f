package org.jdock.api.container;

import java.util.List;
import org.jdock.api.Filters;
import org.jdock.api.image.Platform;
import org.jdock.api.network.SandboxSpec;
import org.jspecify.annotations.Nullable;

/**
 * Containers. One is named by its id, a unique prefix of it, or its name. Thread-safe; changes of
 * one container are made one after the other, readers never wait for them. Every method throws
 * {@link org.jdock.api.ProblemException}, NOT_FOUND being {@code No such container: x}.
 */
public interface Containers {
  /**
   * Makes a container.
   *
   * @param name null or empty to invent one
   * @return its id, and warnings for the user
   * @throws org.jdock.api.ProblemException NOT_FOUND {@code No such image: x}; CONFLICT for a name
   *     in use; INVALID for settings that can't be
   */
  default Created create(@Nullable String name, ContainerConfig config, HostConfig hostConfig) {
    return create(name, config, hostConfig, List.of());
  }

  /**
   * As above.
   *
   * @param endpoints what it wants on its network, and on others that it shall be on as well
   */
  default Created create(
      @Nullable String name,
      ContainerConfig config,
      HostConfig hostConfig,
      List<SandboxSpec.Endpoint> endpoints) {
    return create(name, config, hostConfig, endpoints, null);
  }

  /**
   * As above.
   *
   * @param platform what the image must run on, null for any: one that is not the host's is then
   *     warned of
   * @throws org.jdock.api.ProblemException NOT_FOUND as well when the image is of another platform
   */
  Created create(
      @Nullable String name,
      ContainerConfig config,
      HostConfig hostConfig,
      List<SandboxSpec.Endpoint> endpoints,
      @Nullable Platform platform);

  /**
   * Puts it on one more network, now when it runs, and at each start.
   *
   * @throws org.jdock.api.ProblemException NOT_FOUND for an unknown network; FORBIDDEN when it is
   *     on it already, or can't be
   */
  void connect(String ref, SandboxSpec.Endpoint endpoint);

  /**
   * Takes it off a network.
   *
   * @param network its name, id or a prefix of the id
   * @throws org.jdock.api.ProblemException FORBIDDEN when it is not on it
   */
  void disconnect(String ref, String network);

  /** Starts it; NOT_MODIFIED when it runs. Undone completely when it fails. */
  void start(String ref);

  /**
   * Sends its stop signal and, when it still runs after the time-out, SIGKILL; NOT_MODIFIED when it
   * does not run.
   *
   * @param signal null for the container's own
   * @param timeoutSeconds -1 for no limit; null for the container's own
   */
  void stop(String ref, @Nullable String signal, @Nullable Integer timeoutSeconds);

  /** Stops it when it runs, then starts it. */
  void restart(String ref, @Nullable String signal, @Nullable Integer timeoutSeconds);

  /** Sends a signal, SIGKILL when null; CONFLICT when it does not run. */
  void kill(String ref, @Nullable String signal);

  /** Freezes it. */
  void pause(String ref);

  /** Thaws it. */
  void unpause(String ref);

  /** Gives it another name. */
  void rename(String ref, String name);

  /**
   * Removes it.
   *
   * @param force kill it when it runs; else CONFLICT
   * @param volumes its anonymous volumes as well
   */
  void remove(String ref, boolean force, boolean volumes);

  /**
   * Registers a wait, before anything else happens.
   *
   * @param condition {@code not-running}, {@code next-exit} or {@code removed}
   */
  Waiting await(String ref, String condition);

  /** All about one. */
  ContainerDetails inspect(String ref, boolean size);

  /**
   * Those that match.
   *
   * @param all also those that do not run
   * @param limit the newest so many; 0 or less for all
   * @param filters Docker's: {@code id name label status exited ancestor network volume before
   *     since publish expose health}
   */
  List<ContainerSummary> list(boolean all, int limit, boolean size, Filters filters);

  /** Its log. */
  StreamSession logs(String ref, LogOptions options);

  /**
   * Attaches to it, running or not yet.
   *
   * @param logs whether what it printed so far comes first
   * @param stream whether to go on; else it ends there
   */
  StreamSession attach(
      String ref, boolean stdin, boolean stdout, boolean stderr, boolean logs, boolean stream);

  /** Resizes its terminal; in characters. */
  void resize(String ref, int height, int width);

  /**
   * What runs in it, as the host's ps tells it; CONFLICT when it does not run.
   *
   * @param options of ps, such as {@code -ef}; INVALID when it does not understand them, or leaves
   *     out the processes' numbers
   */
  Processes top(String ref, List<String> options);

  /**
   * A table of processes.
   *
   * @param titles of the columns
   * @param processes a row each, with as many fields
   */
  record Processes(List<String> titles, List<List<String>> processes) {}

  /** A container that was made. */
  record Created(String id, List<String> warnings) {}

  /** A wait that counts from when it was made. */
  interface Waiting extends AutoCloseable {
    /** Blocks until the condition holds; the exit code. */
    int await() throws InterruptedException;

    @Override
    void close();
  }
}
