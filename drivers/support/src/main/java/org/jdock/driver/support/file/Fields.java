package org.jdock.driver.support.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Named values as text, one {@code name=value} a line, closed by a checksum line: what a power cut
 * tore, or somebody else wrote, is told from what was written whole.
 */
public final class Fields {
  private static final String SUM = "#crc32=";

  private Fields() {}

  /** The file's bytes; names must be free of {@code =} and line breaks. */
  public static byte[] encode(Map<String, String> fields) {
    var text = new StringBuilder();
    fields.forEach(
        (name, value) -> text.append(name).append('=').append(escape(value)).append('\n'));
    String sum = sum(text);
    return text.append(SUM).append(sum).append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The values in their order; unmodifiable.
   *
   * @throws IOException when the bytes are not a whole file of this format
   */
  public static Map<String, String> decode(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.lastIndexOf(SUM);
    if (end < 0 || !text.substring(end).equals(SUM + sum(text.substring(0, end)) + "\n")) {
      throw new IOException("torn or alien: its checksum is missing or wrong");
    }
    var fields = new LinkedHashMap<String, String>();
    for (String line : text.substring(0, end).lines().toList()) {
      int at = line.indexOf('=');
      if (at < 0) {
        throw new IOException("alien: a line without a name");
      }
      fields.put(line.substring(0, at), unescape(line.substring(at + 1)));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static String sum(CharSequence text) {
    var crc = new CRC32();
    crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    var plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        char next = value.charAt(++i);
        plain.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
