package org.jdock.driver.plugin.v1.find;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where plugins are looked for, and how long one that went away is waited for.
 *
 * @param sockets directories with {@code NAME.sock} or {@code NAME/NAME.sock}
 * @param specs directories with {@code NAME.spec} or {@code NAME.json}, or in a folder {@code NAME}
 * @param retry at most 20 s have an effect
 */
public record Settings(List<Path> sockets, List<Path> specs, Duration retry) {
  /** Docker's directories. */
  public static final Settings STANDARD =
      new Settings(
          List.of(Path.of("/run/docker/plugins")),
          List.of(Path.of("/etc/docker/plugins"), Path.of("/usr/lib/docker/plugins")),
          Duration.ofSeconds(10));

  /** Keeps its own copies. */
  public Settings {
    sockets = List.copyOf(sockets);
    specs = List.copyOf(specs);
  }
}
