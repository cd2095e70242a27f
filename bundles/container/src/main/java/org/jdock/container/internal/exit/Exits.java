package org.jdock.container.internal.exit;

import java.util.function.Consumer;
import org.jdock.spi.runtime.MonitorFiles;

/** Tells of ended processes. Thread-safe. */
public interface Exits extends AutoCloseable {
  /**
   * Calls back once when the exit file of a process is there, at once when it is there already.
   * When the monitor itself dies without leaving one (its process is gone, and so is the
   * container's), that counts as exit code 137.
   *
   * @param monitor the process's files
   * @param containerId the exit file's name
   * @param pid the container's process, as its runtime driver gave it
   * @param ended called on a virtual thread of its own
   * @return ends the watch
   */
  Watch watch(MonitorFiles monitor, String containerId, int pid, Consumer<Exit> ended);

  @Override
  void close();

  /** A watch that can be given up. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
