package org.jdock.image.internal.service;

import java.util.List;
import java.util.Set;
import org.jdock.api.ProblemException;

/** Filters that are true or false. */
final class Flags {
  private static final Set<String> TRUE = Set.of("1", "true", "t", "T", "TRUE", "True");
  private static final Set<String> FALSE = Set.of("0", "false", "f", "F", "FALSE", "False");

  private Flags() {}

  static boolean parse(String name, List<String> values) {
    if (values.stream().allMatch(TRUE::contains)) {
      return true;
    }
    if (values.stream().allMatch(FALSE::contains)) {
      return false;
    }
    throw ProblemException.invalid("invalid filter '" + name + "=" + values + "'");
  }
}
