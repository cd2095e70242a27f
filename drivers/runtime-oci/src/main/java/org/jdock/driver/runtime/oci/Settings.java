package org.jdock.driver.runtime.oci;

import java.util.List;

/**
 * What one driver instance uses.
 *
 * @param runtime the runtime's path, or its name to be looked for along PATH
 * @param conmon likewise for the monitor
 * @param arguments for every call of the runtime, before its command
 * @param privateCgroups whether a runtime that refuses hybrid cgroups is given a view without the
 *     unified tree
 */
record Settings(String runtime, String conmon, List<String> arguments, boolean privateCgroups) {
  /** Keeps its own copy, without the empty words that a configuration's defaults bring. */
  Settings {
    arguments = arguments.stream().filter(a -> !a.isBlank()).toList();
  }
}
