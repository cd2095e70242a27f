package org.jdock.spi.runtime;

import java.util.List;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Runs containers by an OCI runtime, each process under a monitor that outlives the daemon.
 *
 * <p><b>Monitor.</b> {@link #create} and {@link #exec} leave a monitor process behind, which
 * guarantees the files described in {@link MonitorFiles} without any further help of the driver or
 * the daemon: output goes to the spool, stdin and output are to be had at the attach socket, a
 * terminal is resized by the control fifo, and the exit code lies in the exit file when the process
 * has ended. So a session that has begun needs no driver, and another version can take over.
 *
 * <p><b>States</b> (OCI runtime-spec, runtime.md): {@code create} → created, {@code start} →
 * running, process ends → stopped, {@code delete} → gone.
 */
@ConsumerType
public interface RuntimeDriver extends Driver {
  /** Capability: {@link #pause} and {@link #resume} work. */
  String PAUSE = "pause";

  /** Capability: {@link #update} works. */
  String UPDATE = "update";

  /** Which runtime it is. */
  RuntimeInfo info() throws DriverException;

  /**
   * Makes a container from the bundle in {@code monitor.directory()}, up to the point where its
   * process waits to be started.
   *
   * @return the process id of the container's first process, in the host's namespace
   * @throws DriverException with the runtime's own message; the container does not exist then. Kind
   *     INVALID when the container's own settings are at fault (its command is not there or can't
   *     be run), FAILED or UNAVAILABLE otherwise
   */
  int create(CreateSpec spec) throws DriverException;

  /** Lets a created container's process run. */
  void start(String containerId) throws DriverException;

  /**
   * Runs one more process in a running container.
   *
   * @return its process id in the host's namespace
   * @throws DriverException as {@link #create}
   */
  int exec(ExecSpec spec) throws DriverException;

  /**
   * A hint: {@link #exec} will very likely be called for this in a moment, and the time until then
   * may be used to get ready for it. It is called at most once for an exec, never beside or after
   * that exec's own call, and the exec may come without it. What was made ready and is not asked
   * for within seconds is given up by the driver, without a trace but in the directory of the
   * monitor's files, which the caller deletes.
   *
   * @param spec with an empty {@code processJson}: all the rest is as it will be
   * @since 1.1
   */
  default void expect(ExecSpec spec) throws DriverException {}

  /**
   * Sends a signal to the container's first process, or to all.
   *
   * @param signal a number
   * @throws DriverException NOT_FOUND when the container is not running
   */
  void signal(String containerId, int signal, boolean all) throws DriverException;

  /** Freezes all processes of the container. */
  default void pause(String containerId) throws DriverException {
    throw new DriverException(DriverException.Kind.UNSUPPORTED, "this runtime can't pause");
  }

  /** Thaws them. */
  default void resume(String containerId) throws DriverException {
    throw new DriverException(DriverException.Kind.UNSUPPORTED, "this runtime can't resume");
  }

  /**
   * Changes the limits of a container.
   *
   * @param resourcesJson an OCI {@code linux.resources} object
   */
  default void update(String containerId, String resourcesJson) throws DriverException {
    throw new DriverException(DriverException.Kind.UNSUPPORTED, "this runtime can't update limits");
  }

  /**
   * Deletes a container and its cgroup; nothing happens when there is none.
   *
   * @param force kill what still runs
   */
  void delete(String containerId, boolean force) throws DriverException;

  /** All containers that the runtime knows below the driver's exec root. */
  List<RuntimeContainer> list() throws DriverException;
}
