package org.jdock.http.internal.endpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jdock.http.internal.wire.HttpProblem;

/**
 * The keys by which somebody at a terminal leaves a container running: {@code ctrl-p,ctrl-q} unless
 * they say otherwise.
 */
final class DetachKeys {
  private static final byte[] DEFAULT = {16, 17};

  private final byte[] keys;

  private DetachKeys(byte[] keys) {
    this.keys = keys;
  }

  /**
   * Reads {@code a,ctrl-b,ctrl-@}.
   *
   * @param text empty for the default
   * @throws HttpProblem 400 if it is no sequence of keys
   */
  static DetachKeys parse(String text) {
    if (text.isEmpty()) {
      return new DetachKeys(DEFAULT);
    }
    var words = text.split(",", -1);
    var keys = new byte[words.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(words[i], text);
    }
    return new DetachKeys(keys);
  }

  private static byte key(String word, String text) {
    if (word.length() == 1 && word.charAt(0) < 128) {
      return (byte) word.charAt(0);
    }
    var lower = word.toLowerCase(Locale.ROOT);
    if (lower.length() == 6 && lower.startsWith("ctrl-")) {
      char c = lower.charAt(5);
      if (c >= 'a' && c <= 'z') {
        return (byte) (c - 'a' + 1);
      }
      int at = "@[\\]^_".indexOf(c);
      if (at >= 0) {
        return (byte) (at == 0 ? 0 : 26 + at);
      }
    }
    throw HttpProblem.badRequest("Invalid detach keys (%s) provided".formatted(text));
  }

  /**
   * What a client types, less the sequence. When it comes, {@code detach} is called, and reading
   * then waits for nothing more: the process behind must not take it for the end of its input.
   */
  InputStream guard(InputStream from, Runnable detach) {
    return new Guarded(from, detach);
  }

  private final class Guarded extends FilterInputStream {
    private final Runnable detach;
    private int matched;
    private byte[] ready = {};
    private int next;

    Guarded(InputStream from, Runnable detach) {
      super(from);
      this.detach = detach;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      if (len == 0) {
        return 0;
      }
      while (next == ready.length) {
        var some = new byte[Math.max(256, Math.min(len, 32 << 10))];
        int n = in.read(some, 0, some.length);
        if (n < 0) {
          if (matched == 0) {
            return -1;
          }
          refill(new byte[0], 0, true);
        } else {
          refill(some, n, false);
        }
      }
      int n = Math.min(len, ready.length - next);
      System.arraycopy(ready, next, b, off, n);
      next += n;
      return n;
    }

    /** Passes on what can't be, or is no longer, the beginning of the sequence. */
    private void refill(byte[] typed, int n, boolean end) throws IOException {
      var pass = new byte[matched + n];
      int size = 0;
      for (int i = 0; i < n; i++) {
        if (typed[i] != keys[matched]) {
          System.arraycopy(keys, 0, pass, size, matched);
          size += matched;
          matched = 0;
        }
        if (typed[i] == keys[matched]) {
          matched++;
          if (matched == keys.length) {
            detach.run();
            throw new IOException("the client detached");
          }
        } else {
          pass[size++] = typed[i];
        }
      }
      if (end) {
        System.arraycopy(keys, 0, pass, size, matched);
        size += matched;
        matched = 0;
      }
      ready = Arrays.copyOf(pass, size);
      next = 0;
    }

    @Override
    public int available() {
      return ready.length - next;
    }
  }
}
