package org.jdock.api.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Where drivers come from. Immutable.
 *
 * @param directory watched for jars; need not exist
 * @param indexes addresses or paths of what {@code driver search} looks in
 * @param mavenLocal the local Maven repository; need not exist
 * @param mavenRepositories base addresses of remote Maven repositories, in the order in which they
 *     are asked
 */
public record DriverSettings(
    Path directory, List<String> indexes, Path mavenLocal, List<String> mavenRepositories) {
  /** Keeps its own copies. */
  public DriverSettings {
    indexes = List.copyOf(indexes);
    mavenRepositories = List.copyOf(mavenRepositories);
  }

  /** What holds when nothing is set. */
  public static DriverSettings under(Path dataRoot) {
    return new DriverSettings(
        dataRoot.resolve("drivers-incoming"),
        List.of(),
        Path.of(System.getProperty("user.home", "/root"), ".m2", "repository"),
        List.of("https://repo1.maven.org/maven2"));
  }
}
