package org.jdock.container.internal.exec;

import org.jdock.api.container.Execs;
import org.jdock.spi.security.SecuritySettings;

/** Finds containers for execs; the lifecycle implements it. Thread-safe. */
public interface ExecTargets {
  /**
   * A container by id, prefix or name, as it is now.
   *
   * @throws org.jdock.api.ProblemException NOT_FOUND
   */
  ExecTarget find(String ref);

  /** Execs are there: health checks are run by them. */
  void ready(Execs execs);

  /** What the security profile decides for a privileged exec in a container. */
  SecuritySettings privileged(String containerId);
}
