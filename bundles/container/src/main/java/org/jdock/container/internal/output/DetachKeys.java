package org.jdock.container.internal.output;

import java.util.Locale;
import org.jdock.api.ProblemException;
import org.jspecify.annotations.Nullable;

/** The keys that end an attach to a terminal, and not its process. */
public final class DetachKeys {
  /** {@code ctrl-p,ctrl-q}. */
  public static final DetachKeys DEFAULT = new DetachKeys(new byte[] {16, 17});

  private final byte[] keys;

  private DetachKeys(byte[] keys) {
    this.keys = keys;
  }

  /**
   * Understands {@code ctrl-<letter>} and single characters, separated by commas.
   *
   * @param text null or empty for the default
   * @throws ProblemException INVALID
   */
  public static DetachKeys parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return DEFAULT;
    }
    String[] names = text.split(",");
    byte[] keys = new byte[names.length];
    for (int i = 0; i < names.length; i++) {
      keys[i] = key(names[i], text);
    }
    return new DetachKeys(keys);
  }

  private static byte key(String name, String text) {
    if (name.length() == 1 && name.charAt(0) < 128) {
      return (byte) name.charAt(0);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.length() == 6 && lower.startsWith("ctrl-")) {
      char c = lower.charAt(5);
      if (c >= 'a' && c <= 'z') {
        return (byte) (c - 'a' + 1);
      }
      int other = "@[\\]^_".indexOf(c);
      if (other >= 0) {
        return (byte) (other == 0 ? 0 : 26 + other);
      }
    }
    throw ProblemException.invalid("Invalid detach keys (" + text + ") provided");
  }

  /** Looks for them in what is typed. Not thread-safe. */
  final class Scanner {
    private int matched;

    /**
     * Takes out what may be part of the keys until it is known not to be.
     *
     * @param in what was typed
     * @param out at least as long as {@code in} and the keys together
     * @return how many bytes of {@code out} go on; -1 - that number when the keys were typed
     */
    int scan(byte[] in, int length, byte[] out) {
      int n = 0;
      for (int i = 0; i < length; i++) {
        if (in[i] == keys[matched]) {
          matched++;
          if (matched == keys.length) {
            return -1 - n;
          }
          continue;
        }
        System.arraycopy(keys, 0, out, n, matched);
        n += matched;
        matched = 0;
        if (in[i] == keys[0] && keys.length > 1) {
          matched = 1;
        } else {
          out[n++] = in[i];
        }
      }
      return n;
    }

    int longest() {
      return keys.length;
    }
  }
}
