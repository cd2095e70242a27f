package org.jdock.api.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.api.ProblemException;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jspecify.annotations.Nullable;

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

  /**
   * Installs a bundle from where a source string says that it is:
   *
   * <ul>
   *   <li>{@code oci:registry/repository:tag}, an artefact in a registry ({@code @sha256:…} works
   *       too)
   *   <li>{@code mvn:group:artifact:version}, in the local Maven repository or a remote one
   *   <li>{@code file:} and a path, or a path: a file of the daemon's host
   * </ul>
   *
   * Blocks while it is brought here; what was verified on the way stands in the progress.
   *
   * @param auth for registries
   * @return what was installed
   * @throws org.jdock.api.ProblemException as {@link #install(Path)}; INVALID for a malformed
   *     source, one of another kind, or an artefact that is no driver; NOT_FOUND, UNAUTHORIZED and
   *     UNAVAILABLE from where it was looked for; FAILED for bytes other than were promised;
   *     UNSUPPORTED by default
   */
  default List<DriverInfo> install(String source, RegistryAuth auth, Progress.Sink progress) {
    throw ProblemException.unsupported("drivers can't be fetched from " + source + " here");
  }

  /**
   * As {@link #upgrade(Path)}, from a source as for {@link #install(String, RegistryAuth,
   * Progress.Sink)}.
   *
   * @param name a driver that the bundle must be a version of, else INVALID; null for whichever
   */
  default List<DriverInfo> upgrade(
      @Nullable String name, String source, RegistryAuth auth, Progress.Sink progress) {
    throw ProblemException.unsupported("drivers can't be fetched from " + source + " here");
  }

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
   * A driver's configuration.
   *
   * @throws org.jdock.api.ProblemException NOT_FOUND; UNSUPPORTED by default, and for a driver that
   *     takes none
   */
  default DriverConfiguration configuration(String name) {
    throw ProblemException.unsupported("drivers can't be configured here");
  }

  /**
   * Changes a driver's configuration and its file, which is durable when this returns.
   *
   * @param values by key; a key without values gets its default back, others stay as they are
   * @return what holds then
   * @throws org.jdock.api.ProblemException INVALID for an unknown key or a value that its type, its
   *     range or the driver does not take: the old values stay. UNSUPPORTED by default
   */
  default DriverConfiguration configure(String name, Map<String, List<String>> values) {
    throw ProblemException.unsupported("drivers can't be configured here");
  }

  /**
   * Removes a driver, with the others of its bundle. One that a configuration made is removed alone
   * when its file is gone, else CONFLICT.
   *
   * @param force even though something uses it
   * @throws org.jdock.api.ProblemException CONFLICT with the users' names
   */
  void remove(String name, boolean force);
}
