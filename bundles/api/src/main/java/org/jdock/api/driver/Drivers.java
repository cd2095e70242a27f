package org.jdock.api.driver;

import java.nio.file.Path;
import java.util.List;
import org.jdock.api.ProblemException;

/**
 * How operators manage drivers. A driver is named {@code kind/name}, or by its name alone where
 * that is unique. Thread-safe; one change at a time.
 */
public interface Drivers {
  /** All drivers, sorted by kind and name, a version each. */
  List<DriverInfo> list();

  /**
   * One driver.
   *
   * @throws org.jdock.api.ProblemException NOT_FOUND, or INVALID when the name is not unique
   */
  DriverInfo info(String name);

  /**
   * Installs a bundle whose drivers are not there yet.
   *
   * @param jar copied into the data root first
   * @return what was installed
   * @throws org.jdock.api.ProblemException INVALID for a jar that is no bundle or has no driver;
   *     CONFLICT when one of its drivers is there already. Nothing is changed then
   */
  List<DriverInfo> install(Path jar);

  /**
   * Puts a newer version beside the one that serves, moves new calls over, and stops the old one
   * when its last call is done. Any failure leaves the old one serving.
   *
   * @return what serves now
   */
  List<DriverInfo> upgrade(Path jar);

  /** Goes back to the version before the last upgrade. */
  List<DriverInfo> rollback(String name);

  /**
   * Lets calls go to a driver again that was disabled.
   *
   * @throws org.jdock.api.ProblemException CONFLICT when it is enabled; UNSUPPORTED by default
   */
  default DriverInfo enable(String name) {
    throw ProblemException.unsupported("drivers can't be enabled here");
  }

  /**
   * Ends calls to a driver after those that run, also over restarts, until it is enabled.
   *
   * @param force even though something uses it
   * @throws org.jdock.api.ProblemException CONFLICT with the users' names, or when it is disabled;
   *     FAILED when its calls do not end; UNSUPPORTED by default
   */
  default DriverInfo disable(String name, boolean force) {
    throw ProblemException.unsupported("drivers can't be disabled here");
  }

  /** Asks a driver anew whether this host can run it; see the state and the reason. */
  default DriverInfo probe(String name) {
    return info(name);
  }

  /** Says in a sentence what a driver is and why. */
  default String why(String name) {
    DriverInfo info = info(name);
    return info.kind()
        + "/"
        + info.name()
        + " "
        + info.version()
        + " is "
        + info.state()
        + (info.reason().isEmpty() ? "" : ": " + info.reason());
  }

  /**
   * Removes a driver.
   *
   * @param force even though something uses it
   * @throws org.jdock.api.ProblemException CONFLICT with the users' names
   */
  void remove(String name, boolean force);
}
