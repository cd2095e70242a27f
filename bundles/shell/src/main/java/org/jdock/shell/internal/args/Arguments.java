package org.jdock.shell.internal.args;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line that was read.
 *
 * @param values of options by long name, in the order given
 * @param operands what is no option
 */
public record Arguments(Map<String, List<String>> values, List<String> operands) {
  /** Keeps its own copies. */
  public Arguments {
    values = Map.copyOf(values);
    operands = List.copyOf(operands);
  }

  /** Whether a flag is on. */
  public boolean has(String flag) {
    return "true".equals(value(flag));
  }

  /** The last value; null when not given. */
  public @Nullable String value(String option) {
    List<String> all = all(option);
    return all.isEmpty() ? null : all.getLast();
  }

  /** The last value. */
  public String value(String option, String otherwise) {
    String value = value(option);
    return value == null ? otherwise : value;
  }

  /** All values, in order. */
  public List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }

  /**
   * A whole number.
   *
   * @return null when not given
   * @throws UsageException for what is none
   */
  public @Nullable Integer number(String option) {
    String value = value(option);
    try {
      return value == null ? null : Integer.valueOf(value);
    } catch (NumberFormatException e) {
      throw new UsageException("invalid argument \"" + value + "\" for \"" + option + "\" flag");
    }
  }

  /** Values of the form {@code key=value}; without "=" the value is empty. */
  public Map<String, String> pairs(String option) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String each : all(option)) {
      int eq = each.indexOf('=');
      pairs.put(eq < 0 ? each : each.substring(0, eq), eq < 0 ? "" : each.substring(eq + 1));
    }
    return pairs;
  }

  /** An operand, from 0. */
  public String operand(int index) {
    return operands.get(index);
  }

  /** The operands from an index on. */
  public List<String> from(int index) {
    return operands.subList(Math.min(index, operands.size()), operands.size());
  }
}
