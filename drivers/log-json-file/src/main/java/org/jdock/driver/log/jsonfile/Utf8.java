package org.jdock.driver.log.jsonfile;

/** What is and what is not UTF-8 (RFC 3629), byte by byte. */
final class Utf8 {
  private Utf8() {}

  /** The length of the well-formed multi-byte character at an offset; 0 when there is none. */
  static int width(byte[] bytes, int at) {
    int lead = bytes[at] & 0xff;
    int width = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (width == 0 || bytes.length - at < width) {
      return 0;
    }
    // The second byte's range excludes overlong forms, surrogates and what is above U+10FFFF.
    int low =
        switch (lead) {
          case 0xe0 -> 0xa0;
          case 0xf0 -> 0x90;
          default -> 0x80;
        };
    int high =
        switch (lead) {
          case 0xed -> 0x9f;
          case 0xf4 -> 0x8f;
          default -> 0xbf;
        };
    int second = bytes[at + 1] & 0xff;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < width; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return width;
  }

  /** Writes a code point, or U+FFFD for a lone surrogate; answers the offset behind it. */
  static int write(int codePoint, byte[] to, int at) {
    int c = codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint;
    int end = at;
    if (c < 0x80) {
      to[end++] = (byte) c;
    } else if (c < 0x800) {
      to[end++] = (byte) (0xc0 | (c >> 6));
      to[end++] = (byte) (0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      to[end++] = (byte) (0xe0 | (c >> 12));
      to[end++] = (byte) (0x80 | ((c >> 6) & 0x3f));
      to[end++] = (byte) (0x80 | (c & 0x3f));
    } else {
      to[end++] = (byte) (0xf0 | (c >> 18));
      to[end++] = (byte) (0x80 | ((c >> 12) & 0x3f));
      to[end++] = (byte) (0x80 | ((c >> 6) & 0x3f));
      to[end++] = (byte) (0x80 | (c & 0x3f));
    }
    return end;
  }
}
