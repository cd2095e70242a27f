package org.jdock.image.internal.service;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.api.ProblemException;

/** Points in time as filters have them: {@code 1h30m} ago, seconds since the epoch, RFC 3339. */
final class Times {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|m|s)");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

  private Times() {}

  static Instant parse(String text) {
    if (SECONDS.matcher(text).matches()) {
      var value = new BigDecimal(text);
      return Instant.ofEpochSecond(
          value.longValue(), value.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }
    if (text.matches("(?:" + DURATION.pattern() + ")+")) {
      Duration ago = Duration.ZERO;
      for (Matcher part = DURATION.matcher(text); part.find(); ) {
        long unit =
            part.group(2).equals("h") ? 3_600_000 : part.group(2).equals("m") ? 60_000 : 1000;
        ago = ago.plusMillis((long) (Double.parseDouble(part.group(1)) * unit));
      }
      return Instant.now().minus(ago);
    }
    try {
      return OffsetDateTime.parse(text.length() == 10 ? text + "T00:00:00Z" : text).toInstant();
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid("invalid time \"" + text + "\" in a filter");
    }
  }
}
