package org.jdock.registry.config;

import org.jspecify.annotations.Nullable;

/**
 * A file of configuration: {@code PID.cfg}, or {@code PID~INSTANCE.cfg}.
 *
 * @param pid whose it is
 * @param instance null for the one that needs no name
 */
public record ConfigFile(String pid, @Nullable String instance) {
  /** From a file's name without {@code .cfg}. */
  static ConfigFile of(String name) {
    int tilde = name.indexOf('~');
    return tilde < 0
        ? new ConfigFile(name, null)
        : new ConfigFile(name.substring(0, tilde), name.substring(tilde + 1));
  }

  /** Without {@code .cfg}. */
  String name() {
    return instance == null ? pid : pid + "~" + instance;
  }

  /** The file's name. */
  @Override
  public String toString() {
    return name() + ".cfg";
  }
}
