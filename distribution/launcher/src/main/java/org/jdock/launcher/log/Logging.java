package org.jdock.launcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.selector.BasicContextSelector;

/** Log4j, told what to go by before its first use. */
public final class Logging {
  /** Read by the configuration. */
  static final String LEVEL = "jdock.log.level";

  private Logging() {}

  /**
   * To be called before any logger is made. The log gets ready on a thread of its own: that can
   * take as long as the framework.
   *
   * @param folder the operator's configuration
   * @param shipped the one that counts where the operator's says nothing of logs
   */
  public static void configure(Path folder, Path shipped, boolean debug) {
    System.setProperty(LEVEL, debug ? "debug" : "info");
    var file = file(folder, shipped);
    // Not log4j's usual selector: that makes a context for each class loader, and each swap of a
    // driver would leak one.
    Class<?> selector = isShipped(file) ? ShippedSelector.class : BasicContextSelector.class;
    System.setProperty("log4j2.contextSelector", selector.getName());
    file.ifPresent(own -> System.setProperty("log4j2.configurationFile", own.toUri().toString()));
    Thread.ofPlatform().name("log").daemon().start(LogManager::getRootLogger);
  }

  private static Optional<Path> file(Path folder, Path shipped) {
    return Stream.of(folder, shipped)
        .flatMap(
            where -> Stream.of("log4j2.properties", "log4j2.xml").map(name -> where.resolve(name)))
        .filter(Files::exists)
        .findFirst();
  }

  private static boolean isShipped(Optional<Path> file) {
    try {
      return file.isEmpty() || ShippedLog.is(file.get());
    } catch (IOException e) {
      return false; // log4j says what is wrong with it
    }
  }

  /** While running. */
  public static void follow(boolean debug) {
    Configurator.setRootLevel(debug ? Level.DEBUG : Level.INFO);
  }
}
