package org.jdock.registry.config;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of a driver's configuration, as its bundle's metatype (OSGi Compendium, 105) declares it.
 *
 * @param name the key
 * @param type metatype's name of it: {@code String}, {@code Integer}, {@code Boolean}, …
 * @param list whether it may be given more than once
 * @param defaults what holds when it is absent
 * @param min the least number, or the least length of a text; null for none
 * @param max the greatest; null for none
 * @param allowed the only values taken; empty when any value of the type is
 * @param required whether it must be there
 * @param text one line for people
 */
public record Setting(
    String name,
    String type,
    boolean list,
    List<String> defaults,
    @Nullable String min,
    @Nullable String max,
    List<String> allowed,
    boolean required,
    String text) {
  /** Keeps its own copies. */
  public Setting {
    defaults = List.copyOf(defaults);
    allowed = List.copyOf(allowed);
  }

  /** For people: {@code 1 to 99}, {@code a, b or c}; empty when there are no bounds. */
  public String range() {
    if (!allowed.isEmpty()) {
      return "one of " + String.join(", ", allowed);
    }
    String bounds =
        min != null && max != null
            ? min + " to " + max
            : min != null ? "at least " + min : max != null ? "at most " + max : "";
    return bounds.isEmpty() || numeric() ? bounds : bounds + " characters";
  }

  /** What is wrong with values for it; null when nothing is. */
  @Nullable String complaint(List<String> values) {
    if (values.size() > 1 && !list) {
      return name + " is there more than once, and takes one value";
    }
    for (String value : values) {
      String wanted = wanted(value);
      if (wanted != null) {
        return name + " = " + value + ": wanted " + wanted;
      }
    }
    return null;
  }

  private boolean numeric() {
    return switch (type) {
      case "Byte", "Short", "Integer", "Long", "Double", "Float" -> true;
      default -> false;
    };
  }

  private @Nullable String wanted(String value) {
    if (!allowed.isEmpty()) {
      return allowed.contains(value) ? null : range();
    }
    return switch (type) {
      case "Byte" -> whole(value, 7);
      case "Short" -> whole(value, 15);
      case "Integer" -> whole(value, 31);
      case "Long" -> whole(value, 63);
      case "Double", "Float" -> fraction(value);
      case "Boolean" -> value.equals("true") || value.equals("false") ? null : "true or false";
      default ->
          within(BigInteger.valueOf(value.length()).doubleValue()) ? null : "a text of " + range();
    };
  }

  private @Nullable String whole(String value, int bits) {
    String wanted = "a whole number" + (range().isEmpty() ? "" : " of " + range());
    if (!value.matches("[+-]?\\d{1,20}")) {
      return wanted;
    }
    BigInteger number = new BigInteger(value);
    boolean fits =
        number.bitLength() <= bits
            && (min == null || number.compareTo(new BigInteger(min)) >= 0)
            && (max == null || number.compareTo(new BigInteger(max)) <= 0);
    return fits ? null : wanted;
  }

  private @Nullable String fraction(String value) {
    String wanted = "a number" + (range().isEmpty() ? "" : " of " + range());
    try {
      return within(Double.parseDouble(value)) ? null : wanted;
    } catch (NumberFormatException e) {
      return wanted;
    }
  }

  private boolean within(double number) {
    return (min == null || number >= Double.parseDouble(min))
        && (max == null || number <= Double.parseDouble(max));
  }
}
