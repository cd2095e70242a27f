package org.jdock.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** Log4j, told what to read before its first use. */
final class Logging {
  /** Read by the configuration. */
  private static final String LEVEL = "jdock.log.level";

  private Logging() {}

  /**
   * To be called before any logger is made. The log gets ready on a thread of its own: that takes
   * as long as the framework.
   *
   * @param folder the operator's configuration
   * @param shipped the one that counts where the operator's says nothing of logs
   */
  static void configure(Path folder, Path shipped, boolean debug) {
    // Else there is a context for each class loader, and each swap of a driver leaks one.
    System.setProperty(
        "log4j2.contextSelector", "org.apache.logging.log4j.core.selector.BasicContextSelector");
    System.setProperty(LEVEL, debug ? "debug" : "info");
    Stream.of(folder, shipped)
        .flatMap(
            where -> Stream.of("log4j2.properties", "log4j2.xml").map(name -> where.resolve(name)))
        .filter(Files::exists)
        .findFirst()
        .ifPresent(file -> System.setProperty("log4j2.configurationFile", file.toUri().toString()));
    Thread.ofPlatform().name("log").daemon().start(LogManager::getRootLogger);
  }

  /** While running. */
  static void level(boolean debug) {
    Configurator.setRootLevel(debug ? Level.DEBUG : Level.INFO);
  }
}
