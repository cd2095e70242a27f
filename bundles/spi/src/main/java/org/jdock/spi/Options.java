package org.jdock.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks and reads option values by the specs that a driver declares. */
public final class Options {
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([kmgtp]?)(?:i?b)?");
  private static final Pattern DURATION =
      Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ns|us|µs|ms|s|m|h))+");

  private Options() {}

  /**
   * Refuses names that no spec knows and values that their spec does not take.
   *
   * @param what who takes the options, for the message, such as {@code log driver json-file}
   * @throws DriverException of kind INVALID, naming the valid options
   */
  public static void check(String what, List<OptionSpec> specs, Map<String, String> given)
      throws DriverException {
    for (Map.Entry<String, String> option : given.entrySet()) {
      OptionSpec spec = find(specs, option.getKey());
      if (spec == null) {
        String known =
            specs.isEmpty()
                ? "it takes none"
                : "valid are " + String.join(", ", specs.stream().map(OptionSpec::name).toList());
        throw invalid("unknown option '" + option.getKey() + "' for " + what + ": " + known);
      }
      checkValue(what, spec, option.getValue());
    }
  }

  private static @Nullable OptionSpec find(List<OptionSpec> specs, String name) {
    OptionSpec any = null;
    for (OptionSpec spec : specs) {
      if (spec.name().equals(name)) {
        return spec;
      }
      any = spec.name().equals(OptionSpec.ANY) ? spec : any;
    }
    return any;
  }

  private static void checkValue(String what, OptionSpec spec, String value)
      throws DriverException {
    if (!spec.allowed().isEmpty() && !spec.allowed().contains(value)) {
      throw wrong(what, spec, value, "one of " + String.join(", ", spec.allowed()));
    }
    switch (spec.type()) {
      case INTEGER -> {
        if (!value.matches("\\d{1,18}")) {
          throw wrong(what, spec, value, "a whole number");
        }
      }
      case SIZE -> {
        if (!value.equals("-1") && !SIZE.matcher(value.toLowerCase(Locale.ROOT)).matches()) {
          throw wrong(what, spec, value, "a size such as 10m");
        }
      }
      case BOOLEAN -> {
        if (!value.matches("(?i)true|false|1|0|t|f")) {
          throw wrong(what, spec, value, "true or false");
        }
      }
      case DURATION -> {
        if (!DURATION.matcher(value).matches()) {
          throw wrong(what, spec, value, "a duration such as 1m30s");
        }
      }
      default -> {
        // text takes any value
      }
    }
  }

  /**
   * Bytes of a size option; units are powers of 1024, as Docker's.
   *
   * @throws IllegalArgumentException when {@link #check} would have refused the value
   */
  public static long bytes(String value) {
    if (value.equals("-1")) {
      return -1;
    }
    Matcher m = SIZE.matcher(value.toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException("not a size: " + value);
    }
    int power = m.group(2).isEmpty() ? 0 : "kmgtp".indexOf(m.group(2)) + 1;
    return (long) (Double.parseDouble(m.group(1)) * Math.pow(1024, power));
  }

  /** The truth of a boolean option. */
  public static boolean truth(String value) {
    return value.matches("(?i)true|1|t");
  }

  private static DriverException wrong(String what, OptionSpec spec, String value, String wanted) {
    return invalid(
        "invalid value '"
            + value
            + "' for option '"
            + spec.name()
            + "' of "
            + what
            + ": wanted "
            + wanted);
  }

  private static DriverException invalid(String message) {
    return new DriverException(DriverException.Kind.INVALID, message);
  }
}
