package org.jdock.linux.process;

import java.util.List;
import java.util.Locale;

/** Names and numbers of signals (signal(7)), the same on x86-64 and aarch64. */
public final class Signals {
  public static final int HUP = 1;
  public static final int INT = 2;
  public static final int QUIT = 3;
  public static final int KILL = 9;
  public static final int TERM = 15;
  public static final int CONT = 18;
  public static final int STOP = 19;
  public static final int WINCH = 28;

  /** As the C library has it: it keeps 32 and 33 for itself. */
  private static final int RTMIN = 34;

  private static final int RTMAX = 64;

  /** By number from 1. */
  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private Signals() {}

  /**
   * The number of "SIGTERM", "term", "15", "RTMIN+3", "SIGRTMAX-2".
   *
   * @return 1 to 64
   * @throws IllegalArgumentException if there is no such signal
   */
  public static int number(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    if (name.matches("[0-9]{1,3}")) {
      return check(Integer.parseInt(name), text);
    }
    if (name.startsWith("SIG")) {
      name = name.substring(3);
    }
    int at = NAMES.indexOf(name);
    if (at >= 0) {
      return at + 1;
    }
    return switch (name) {
      case "IOT" -> 6;
      case "CLD" -> 17;
      case "POLL" -> 29;
      case "UNUSED" -> 31;
      default -> realTime(name, text);
    };
  }

  private static int realTime(String name, String text) {
    if (name.matches("RTMIN(\\+[0-9]{1,2})?")) {
      return checkRealTime(
          RTMIN + (name.length() > 5 ? Integer.parseInt(name.substring(6)) : 0), text);
    }
    if (name.matches("RTMAX(-[0-9]{1,2})?")) {
      return checkRealTime(
          RTMAX - (name.length() > 5 ? Integer.parseInt(name.substring(6)) : 0), text);
    }
    throw none(text);
  }

  private static int checkRealTime(int number, String text) {
    if (number < RTMIN) {
      throw none(text);
    }
    return check(number, text);
  }

  private static int check(int number, String text) {
    if (number < 1 || number > RTMAX) {
      throw none(text);
    }
    return number;
  }

  private static IllegalArgumentException none(String text) {
    return new IllegalArgumentException("there is no signal \"" + text + '"');
  }

  /** "SIGTERM" for 15, "SIGRTMIN+3" for 37; the number itself if it has no name. */
  public static String name(int number) {
    if (number >= 1 && number <= NAMES.size()) {
      return "SIG" + NAMES.get(number - 1);
    }
    if (number == RTMIN) {
      return "SIGRTMIN";
    }
    return number > RTMIN && number <= RTMAX
        ? "SIGRTMIN+" + (number - RTMIN)
        : Integer.toString(number);
  }
}
