package org.jdock.shell.internal.args;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command accepts, in the manner of docker's CLI: {@code -x}, {@code -xyz} for several
 * flags, {@code -x value}, {@code -xvalue}, {@code --long value}, {@code --long=value}, {@code --}
 * before operands that start with a dash. Built once, then immutable.
 *
 * <p>Small on purpose: a library that reads annotations would hold up the daemon's first command.
 */
public final class Syntax {
  private final String operands;
  private final int least;
  private final int most;
  private final boolean interspersed;
  private final Map<String, Option> options = new LinkedHashMap<>();
  private final List<Option> ordered = new ArrayList<>();

  private Syntax(String operands, int least, int most, boolean interspersed) {
    this.operands = operands;
    this.least = least;
    this.most = most;
    this.interspersed = interspersed;
    flag("--help", null, "Print usage");
  }

  /** Options may stand anywhere. */
  public static Syntax of(String operands, int least, int most) {
    return new Syntax(operands, least, most, true);
  }

  /** Options end at the first operand: the rest is another program's command line. */
  public static Syntax command(String operands, int least) {
    return new Syntax(operands, least, Integer.MAX_VALUE, false);
  }

  /** An option without value; {@code --long=false} turns it off. */
  public Syntax flag(String name, @Nullable String letter, String text) {
    return add(new Option(name, letter, null, text));
  }

  /** An option with a value, which may be given several times. */
  public Syntax value(String name, @Nullable String letter, String value, String text) {
    return add(new Option(name, letter, value, text));
  }

  private Syntax add(Option option) {
    ordered.add(option);
    options.put(option.name, option);
    if (option.letter != null) {
      options.put(option.letter, option);
    }
    return this;
  }

  /**
   * Reads a command line.
   *
   * @throws UsageException in docker's words
   */
  public Arguments parse(List<String> words) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    var left = new ArrayList<>(words).listIterator();
    boolean open = true;
    while (left.hasNext()) {
      String word = left.next();
      if (!open || word.length() < 2 || word.charAt(0) != '-') {
        rest.add(word);
        open &= interspersed;
      } else if (word.equals("--")) {
        open = false;
      } else if (word.startsWith("--")) {
        longOption(word, left, values);
      } else {
        letters(word, left, values);
      }
    }
    Arguments arguments = new Arguments(values, rest);
    if (!arguments.has("--help")) {
      count(rest.size());
    }
    return arguments;
  }

  private void longOption(
      String word, java.util.Iterator<String> left, Map<String, List<String>> values) {
    int eq = word.indexOf('=');
    String name = eq < 0 ? word : word.substring(0, eq);
    Option option = options.get(name);
    if (option == null) {
      throw new UsageException("unknown flag: " + name);
    }
    String value = eq < 0 ? null : word.substring(eq + 1);
    if (value == null) {
      value = option.value == null ? "true" : next(left, "flag needs an argument: " + name);
    }
    put(values, option, value);
  }

  private void letters(
      String word, java.util.Iterator<String> left, Map<String, List<String>> values) {
    for (int i = 1; i < word.length(); i++) {
      String letter = "-" + word.charAt(i);
      Option option = options.get(letter);
      if (option == null) {
        throw new UsageException("unknown shorthand flag: '" + word.charAt(i) + "' in " + word);
      }
      if (option.value == null) {
        put(values, option, "true");
        continue;
      }
      String value = word.substring(i + 1);
      if (value.isEmpty()) {
        value = next(left, "flag needs an argument: '" + word.charAt(i) + "' in " + word);
      }
      put(values, option, value.startsWith("=") ? value.substring(1) : value);
      return;
    }
  }

  private static String next(java.util.Iterator<String> left, String otherwise) {
    if (!left.hasNext()) {
      throw new UsageException(otherwise);
    }
    return left.next();
  }

  private static void put(Map<String, List<String>> values, Option option, String value) {
    if (option.value == null && !value.equals("true") && !value.equals("false")) {
      throw new UsageException(
          "invalid argument \""
              + value
              + "\" for \""
              + option.name
              + "\": true or false is wanted");
    }
    values.computeIfAbsent(option.name, name -> new ArrayList<>()).add(value);
  }

  private void count(int operandCount) {
    if (operandCount < least || operandCount > most) {
      String wanted =
          most == 0
              ? "accepts no arguments"
              : (least == most
                      ? "requires exactly "
                      : operandCount < least ? "requires at least " : "accepts at most ")
                  + plural(operandCount < least ? least : most);
      throw new UsageException(wanted);
    }
  }

  private static String plural(int count) {
    return count + (count == 1 ? " argument" : " arguments");
  }

  /** The usage line's part after the command's name. */
  public String usage() {
    return ((ordered.size() > 1 ? "[OPTIONS] " : "") + operands).strip();
  }

  /** A line for each option. */
  public List<String> describe() {
    return ordered.stream().map(Option::line).toList();
  }

  /** The long options' names, for completion. */
  public List<String> names() {
    return ordered.stream().map(Option::name).toList();
  }

  private record Option(String name, @Nullable String letter, @Nullable String value, String text) {
    String line() {
      String left =
          (letter == null ? "    " : letter + ", ") + name + (value == null ? "" : " " + value);
      return "  %-26s %s".formatted(left, text);
    }
  }
}
