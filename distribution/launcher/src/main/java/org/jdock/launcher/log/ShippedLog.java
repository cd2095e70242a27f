package org.jdock.launcher.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * What the shipped {@code log4j2.properties} says, without reading it: to look for log4j's plugins
 * and to parse a pattern takes as long as a third of the framework. Counts while that file is
 * unchanged; a test holds the two together.
 */
final class ShippedLog extends AbstractConfiguration {
  private static final String FILE = "log4j2.properties";

  private final Level level;

  ShippedLog(Level level) {
    super(null, ConfigurationSource.NULL_SOURCE);
    this.level = level;
    setName("shipped");
    isShutdownHookEnabled = false;
  }

  /** Whether a file says what this does. */
  static boolean is(Path file) throws IOException {
    try (InputStream shipped = ShippedLog.class.getResourceAsStream(FILE)) {
      if (shipped == null) {
        throw new IllegalStateException("the launcher lacks its " + FILE);
      }
      return Arrays.equals(shipped.readAllBytes(), Files.readAllBytes(file));
    }
  }

  /** In place of log4j's, which looks for plugins first. */
  @Override
  public void initialize() {
    var console = new ErrorStream(new LineLayout(this));
    addAppender(console);
    LoggerConfig root = getRootLogger();
    root.addAppender(console, null, null);
    root.setLevel(level);
    setState(State.INITIALIZED);
  }
}
