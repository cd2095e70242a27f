package org.jdock.http.internal.endpoint;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.http.internal.wire.HttpProblem;

/** The forms of times in queries: {@code 1700000000.000000001}, RFC 3339, {@code 1h30m} ago. */
final class Timestamps {
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");
  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private Timestamps() {}

  /**
   * Nanoseconds since the epoch.
   *
   * @throws HttpProblem 400 if it is no time
   */
  static long nanos(String name, String text, long whenEmpty) {
    if (text.isEmpty()) {
      return whenEmpty;
    }
    try {
      return nanos(ago(text, Instant.now()));
    } catch (DateTimeException | ArithmeticException e) {
      throw HttpProblem.badRequest("invalid value for %s: \"%s\"".formatted(name, text));
    }
  }

  static long nanos(Instant t) {
    return Math.addExact(Math.multiplyExact(t.getEpochSecond(), 1_000_000_000L), t.getNano());
  }

  /**
   * The time that {@code text} means.
   *
   * @throws DateTimeException if it is none
   */
  static Instant ago(String text, Instant now) {
    if (SECONDS.matcher(text).matches()) {
      long nanos = new BigDecimal(text).multiply(NANOS).longValueExact();
      return Instant.ofEpochSecond(0, nanos);
    }
    var d = DURATION.matcher(text);
    if (!text.isEmpty() && d.matches()) {
      return now.minusSeconds(part(d.group(1)) * 3600 + part(d.group(2)) * 60 + part(d.group(3)));
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  private static long part(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /**
   * The filter {@code until} of prunes, in seconds since the epoch.
   *
   * @throws ProblemException INVALID for more than one, and for what is no time
   */
  static long until(List<String> values) {
    if (values.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (values.size() > 1) {
      throw ProblemException.invalid("more than one until filter specified");
    }
    var text = values.getFirst();
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toEpochSecond()
          : ago(text, Instant.now()).getEpochSecond();
    } catch (DateTimeException e) {
      throw new ProblemException(Problem.INVALID, "invalid until filter: " + text, e);
    }
  }
}
