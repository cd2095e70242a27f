package ${package};

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** As much of JSON (RFC 8259) as a flat object needs; a driver without libraries loads fast. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Appends a string with its quotes. */
  static void quote(CharSequence text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** The members of an object whose values are strings, numbers or true, false and null. */
  static Map<String, String> members(String text) throws IOException {
    Json json = new Json(text);
    Map<String, String> members = new HashMap<>();
    json.take('{');
    while (json.peek() != '}') {
      String name = json.string();
      json.take(':');
      members.put(name, json.peek() == '"' ? json.string() : json.word());
      if (json.peek() != '}') {
        json.take(',');
      }
    }
    return members;
  }

  private char peek() throws IOException {
    if (at == text.length()) {
      throw new IOException("a JSON object that does not end: " + text);
    }
    return text.charAt(at);
  }

  private void take(char wanted) throws IOException {
    if (peek() != wanted) {
      throw new IOException("'" + wanted + "' is missing at " + at + " in " + text);
    }
    at++;
  }

  private String word() throws IOException {
    int from = at;
    while (peek() != ',' && peek() != '}') {
      at++;
    }
    return text.substring(from, at);
  }

  private String string() throws IOException {
    take('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      int plain = at;
      while (peek() != '"' && peek() != '\\') {
        at++;
      }
      out.append(text, plain, at);
      if (peek() == '\\') {
        at++;
        out.append(escaped());
      }
    }
    at++;
    return out.toString();
  }

  private char escaped() throws IOException {
    char c = peek();
    at++;
    if (c != 'u') {
      return c; // a quote or a backslash: more is never written
    }
    if (at + 4 > text.length()) {
      throw new IOException("an escape that does not end: " + text);
    }
    at += 4;
    return (char) Integer.parseInt(text, at - 4, at, 16);
  }
}
