package org.jdock.driver.runtime.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs as found, and where they work.
 *
 * @param runtime the runtime itself
 * @param command what is run for it: the runtime, or a script that runs it. An exec needs no such
 *     script: it joins the cgroups that its container has, whatever the host's
 * @param dialect of the runtime
 * @param conmon the monitor
 * @param execRoot the driver's own
 * @param arguments for every call
 */
record Tool(
    Path runtime,
    Path command,
    Dialect dialect,
    Path conmon,
    Path execRoot,
    List<String> arguments) {
  /** The runtime's {@code --root}. */
  Path root() {
    return execRoot.resolve("state");
  }

  /** What the runtime keeps for a container. */
  Path state(String containerId) {
    return root().resolve(containerId);
  }

  /** Remembers the monitor's directory of a container, for what a crash may leave. */
  Path memo(String containerId) {
    return execRoot.resolve("containers").resolve(containerId);
  }

  /** The monitor's directory of a container; empty when it was not made by this driver. */
  Optional<Path> directory(String containerId) throws IOException {
    Path memo = memo(containerId);
    return Files.exists(memo) ? Optional.of(Path.of(Files.readString(memo))) : Optional.empty();
  }

  /** The arguments that come before the runtime's command. */
  List<String> global(Path log) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--root=" + root());
    all.add("--log=" + log);
    all.add("--log-format=json");
    return all;
  }
}
