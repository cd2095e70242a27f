package org.jdock.launcher.log;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/**
 * Standard error, a line at a time. In place of log4j's console appender, whose builder looks
 * through its annotations first: 10 ms of every start. Thread-safe.
 */
final class ErrorStream extends AbstractAppender {
  private final PrintStream stream = System.err;

  ErrorStream(Layout<?> layout) {
    super("console", null, layout, true, Property.EMPTY_ARRAY);
  }

  @Override
  public void append(LogEvent event) {
    try {
      stream.write(getLayout().toByteArray(event));
    } catch (IOException e) {
      // there is nowhere left to say it
      error("standard error can't be written to", event, e);
    }
  }
}
