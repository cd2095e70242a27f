package org.jdock.image.internal.service;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jdock.api.ProblemException;

/** Shell patterns in which a star stops at a slash. */
final class Globs {
  private Globs() {}

  static boolean matches(String glob, String text) {
    var regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append("[^/]*");
        case '?' -> regex.append("[^/]");
        case '[', ']', '-', '^' -> regex.append(c);
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.matches(regex.toString(), text);
    } catch (PatternSyntaxException e) {
      throw ProblemException.invalid("syntax error in pattern");
    }
  }
}
