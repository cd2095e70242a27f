package org.jdock.launcher.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;

/** {@code %d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5p %c{1} %m%n%ex} without parsing it. */
final class LineLayout extends AbstractStringLayout {
  private static final int LEVEL_WIDTH = 5;

  LineLayout(Configuration configuration) {
    super(configuration, StandardCharsets.UTF_8, null, null);
  }

  @Override
  public String toSerializable(LogEvent event) {
    var line = new StringBuilder(128);
    time(line, event.getTimeMillis());
    var level = event.getLevel().name();
    line.append(' ').append(level).repeat(' ', Math.max(0, LEVEL_WIDTH - level.length()));
    var logger = event.getLoggerName();
    line.append(' ').append(logger, logger.lastIndexOf('.') + 1, logger.length());
    line.append(' ').append(event.getMessage().getFormattedMessage());
    line.append(System.lineSeparator());
    var thrown = event.getThrown();
    if (thrown != null) {
      var trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace, true));
      line.append(trace.getBuffer());
    }
    return line.toString();
  }

  private void time(StringBuilder line, long millis) {
    var time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault());
    digits(line, time.getYear(), 4).append('-');
    digits(line, time.getMonthValue(), 2).append('-');
    digits(line, time.getDayOfMonth(), 2).append('T');
    digits(line, time.getHour(), 2).append(':');
    digits(line, time.getMinute(), 2).append(':');
    digits(line, time.getSecond(), 2).append('.');
    digits(line, (int) Math.floorMod(millis, 1000L), 3);
  }

  private static StringBuilder digits(StringBuilder line, int value, int width) {
    var text = Integer.toString(value);
    return line.repeat('0', width - text.length()).append(text);
  }
}
