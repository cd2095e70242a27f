package org.jdock.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** Log4j, told what to read before its first use. */
final class Logging {
  /** Read by the configuration. */
  private static final String LEVEL = "jdock.log.level";

  private Logging() {}

  /**
   * To be called before any logger is made. The log gets ready on a thread of its own: that takes as
   * long as the framework.
   */
  static void configure(Path folder, boolean debug) {
    // Else there is a context for each class loader, and each swap of a driver leaks one.
    System.setProperty(
        "log4j2.contextSelector", "org.apache.logging.log4j.core.selector.BasicContextSelector");
    System.setProperty(LEVEL, debug ? "debug" : "info");
    for (var name : List.of("log4j2.xml", "log4j2.properties")) {
      var file = folder.resolve(name);
      if (Files.exists(file)) {
        System.setProperty("log4j2.configurationFile", file.toUri().toString());
      }
    }
    Thread.ofPlatform().name("log").daemon().start(LogManager::getRootLogger);
  }

  /** While running. */
  static void level(boolean debug) {
    Configurator.setRootLevel(debug ? Level.DEBUG : Level.INFO);
  }
}
