package org.jdock.linux.net;

import java.util.HexFormat;
import java.util.Locale;

/**
 * An Ethernet address, in lower case: "02:42:ac:11:00:02".
 *
 * @param text six octets in hexadecimal, separated by colons
 */
public record MacAddress(String text) {
  private static final HexFormat FORMAT = HexFormat.ofDelimiter(":");

  /** Checks it, and makes it lower case. */
  public MacAddress {
    text = text.toLowerCase(Locale.ROOT);
    if (!text.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")) {
      throw new IllegalArgumentException("not an Ethernet address: " + text);
    }
  }

  /** Of six octets. */
  public static MacAddress of(byte[] octets) {
    return new MacAddress(FORMAT.formatHex(octets));
  }

  /** The six octets, of the caller's own. */
  public byte[] octets() {
    return FORMAT.parseHex(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
