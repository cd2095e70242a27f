package org.jdock.launcher.settings;

import java.nio.file.Path;

/**
 * Where the distribution lies.
 *
 * @param root its folder
 */
public record Home(Path root) {
  /** The folder that the script names in the property {@code jdock.home}. */
  public static Home find() {
    return new Home(Path.of(System.getProperty("jdock.home", ".")).toAbsolutePath().normalize());
  }

  /** Drivers that come with it. */
  public Path drivers() {
    return root.resolve("drivers");
  }

  /** Its configuration, unless {@code --config} names another. */
  public Path config() {
    return root.resolve("config");
  }
}
