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

  /** A process will be put into a container in a moment. Does not block. */
  void expectProcess();

  /**
   * The OCI {@code process} object that a container was made with: environment, directory, user,
   * capabilities, rlimits.
   *
   * @throws org.jdock.api.ProblemException CONFLICT when it is not running
   */
  String process(String containerId);

  /** Execs are there: health checks are run by them. */
  void ready(Execs execs);

  /** What the security profile decides for a privileged exec in a container. */
  SecuritySettings privileged(String containerId);
}
