package org.jdock.image.internal.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive: POSIX ustar and pax, and GNU's long names and large numbers. Extended
 * attributes ({@code SCHILY.xattr.*}) keep their bytes, which a reader that makes strings of them
 * (commons-compress) would spoil: file capabilities are binary. Used by one thread.
 */
public final class TarReader extends InputStream {
  private static final int BLOCK = 512;
  private static final int LONGEST_EXTENSION = 4 << 20;
  private static final String XATTR = "SCHILY.xattr.";

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private final byte[] skipped = new byte[8 << 10];
  private final Map<String, byte[]> global = new HashMap<>();
  private long left;
  private int padding;

  /** Reads from a stream that should be buffered; it is not closed. */
  public TarReader(InputStream in) {
    this.in = in;
  }

  /** The next entry, past what was not read of the last; null at the end. */
  public @Nullable TarEntry next() throws IOException {
    var extensions = new HashMap<>(global);
    while (true) {
      skipRest();
      int n = in.readNBytes(header, 0, BLOCK);
      if (n == 0 || isZero()) {
        return null;
      }
      if (n < BLOCK) {
        throw new EOFException("unexpected end of the archive");
      }
      checkSum();
      long size = number(124, 12);
      char type = header[156] == 0 ? TarEntry.REGULAR : (char) (header[156] & 0xff);
      switch (type) {
        case 'x' -> parse(extension(size), extensions);
        case 'g' -> {
          parse(extension(size), global);
          extensions.putAll(global);
        }
        case 'L' -> extensions.put("path", trimmed(extension(size)));
        case 'K' -> extensions.put("linkpath", trimmed(extension(size)));
        default -> {
          return entry(type, size, extensions);
        }
      }
    }
  }

  /** By reading: a skip would pass by a stream that makes a digest. */
  private void skipRest() throws IOException {
    for (long rest = left + padding; rest > 0; ) {
      int n = in.read(skipped, 0, (int) Math.min(skipped.length, rest));
      if (n < 0) {
        throw new EOFException("unexpected end of the archive");
      }
      rest -= n;
    }
    left = 0;
    padding = 0;
  }

  private boolean isZero() {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private void checkSum() throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != number(148, 8)) {
      throw new IOException("invalid tar header");
    }
  }

  private byte[] extension(long size) throws IOException {
    if (size > LONGEST_EXTENSION) {
      throw new IOException("tar header is too long");
    }
    content(size);
    byte[] all = readNBytes((int) size);
    if (all.length < size) {
      throw new EOFException("unexpected end of the archive");
    }
    return all;
  }

  private void content(long size) {
    left = size;
    padding = (int) (-size & (BLOCK - 1));
  }

  private TarEntry entry(char type, long size, Map<String, byte[]> extensions) throws IOException {
    for (String key : extensions.keySet()) {
      if (key.startsWith("GNU.sparse.")) {
        throw new IOException("sparse files in archives are not supported");
      }
    }
    String name = string(extensions, "path", name());
    long length = number(extensions, "size", size);
    char kind = type;
    if (type == TarEntry.REGULAR && name.endsWith("/")) {
      kind = TarEntry.DIRECTORY; // as archives before POSIX have it
    } else if (type == '7') {
      kind = TarEntry.REGULAR;
    }
    if (kind < '0' || kind > '6') {
      throw new IOException("unsupported type '" + type + "' of " + name + " in the archive");
    }
    boolean regular = kind == TarEntry.REGULAR;
    if (length < 0) {
      throw new IOException("invalid tar header");
    }
    content(regular ? length : 0);
    var xattrs = new LinkedHashMap<String, byte[]>();
    extensions.forEach((key, value) -> {
      if (key.startsWith(XATTR)) {
        xattrs.put(key.substring(XATTR.length()), value);
      }
    });
    boolean device = kind == TarEntry.CHARACTER || kind == TarEntry.BLOCK;
    return new TarEntry(
        name,
        kind,
        regular ? length : 0,
        (int) number(100, 8) & 07777,
        (int) number(extensions, "uid", number(108, 8)),
        (int) number(extensions, "gid", number(116, 8)),
        time(extensions),
        string(extensions, "linkpath", text(157, 100)),
        device ? (int) number(329, 8) : 0,
        device ? (int) number(337, 8) : 0,
        xattrs);
  }

  /** POSIX archives have a prefix; GNU's have other things there. */
  private String name() {
    String name = text(0, 100);
    boolean posix = text(257, 6).equals("ustar") && header[262] == 0;
    String prefix = posix ? text(345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private String text(int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static byte[] trimmed(byte[] text) {
    int end = text.length;
    while (end > 0 && text[end - 1] == 0) {
      end--;
    }
    return java.util.Arrays.copyOf(text, end);
  }

  /** Octal digits, or with the first bit set a binary number. */
  private long number(int from, int length) throws IOException {
    if ((header[from] & 0x80) != 0) {
      long value = (header[from] & 0x40) != 0 ? -1 : 0;
      value = value << 6 | (header[from] & 0x3f);
      for (int i = from + 1; i < from + length; i++) {
        value = value << 8 | (header[i] & 0xff);
      }
      return value;
    }
    long value = 0;
    for (int i = from; i < from + length; i++) {
      int c = header[i];
      if (c >= '0' && c <= '7') {
        value = value << 3 | (c - '0');
      } else if (c != ' ' && c != 0) {
        throw new IOException("invalid tar header");
      }
    }
    return value;
  }

  private static String string(Map<String, byte[]> extensions, String key, String otherwise) {
    byte[] value = extensions.get(key);
    return value == null ? otherwise : new String(value, StandardCharsets.UTF_8);
  }

  private static long number(Map<String, byte[]> extensions, String key, long otherwise)
      throws IOException {
    try {
      return Long.parseLong(string(extensions, key, Long.toString(otherwise)));
    } catch (NumberFormatException e) {
      throw new IOException("invalid tar header: " + key, e);
    }
  }

  private Instant time(Map<String, byte[]> extensions) throws IOException {
    byte[] precise = extensions.get("mtime");
    if (precise == null) {
      return Instant.ofEpochSecond(number(136, 12));
    }
    try {
      var value = new BigDecimal(new String(precise, StandardCharsets.US_ASCII));
      BigDecimal seconds = value.setScale(0, RoundingMode.FLOOR);
      return Instant.ofEpochSecond(
          seconds.longValueExact(), value.subtract(seconds).movePointRight(9).longValue());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IOException("invalid tar header: mtime", e);
    }
  }

  /** Records "LENGTH KEY=VALUE\n"; an empty value takes a key away. */
  private static void parse(byte[] records, Map<String, byte[]> into) throws IOException {
    int at = 0;
    while (at < records.length && records[at] != 0) {
      int space = at;
      int length = 0;
      while (space < records.length && records[space] >= '0' && records[space] <= '9') {
        length = length * 10 + records[space++] - '0';
      }
      int end = at + length;
      int eq = space + 1;
      while (eq < end && eq < records.length && records[eq] != '=') {
        eq++;
      }
      if (length < 0 || end > records.length || eq >= end - 1 || records[end - 1] != '\n') {
        throw new IOException("invalid tar header: extended attributes");
      }
      var key = new String(records, space + 1, eq - space - 1, StandardCharsets.UTF_8);
      if (eq + 1 == end - 1 && !key.startsWith(XATTR)) {
        into.remove(key);
      } else {
        into.put(key, java.util.Arrays.copyOfRange(records, eq + 1, end - 1));
      }
      at = end;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** The content of the entry; -1 at its end. */
  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int n = in.read(into, from, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException("unexpected end of the archive");
    }
    left -= n;
    return n;
  }
}
