package org.jdock.linux.mount;

/** The kernel's escapes in mountinfo: a backslash and three octal digits (\040 for a space). */
final class Octal {
  private Octal() {}

  static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && octal(text, i + 1, 3)) {
        out.append((char) Integer.parseInt(text, i + 1, i + 4, 8));
        i += 3;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static boolean octal(String text, int from, int count) {
    if (from + count > text.length()) {
      return false;
    }
    return text.substring(from, from + count).chars().allMatch(c -> c >= '0' && c <= '7');
  }
}
