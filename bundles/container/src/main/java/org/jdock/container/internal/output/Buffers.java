package org.jdock.container.internal.output;

import java.util.ArrayDeque;

/** Read buffers, lent for one read: an idle container holds none. Thread-safe. */
final class Buffers {
  private static final int SIZE = 256 * 1024;
  private static final int KEPT = 2;

  private final ArrayDeque<byte[]> free = new ArrayDeque<>();

  byte[] take() {
    synchronized (free) {
      byte[] known = free.poll();
      return known == null ? new byte[SIZE] : known;
    }
  }

  void give(byte[] buffer) {
    synchronized (free) {
      if (free.size() < KEPT) {
        free.push(buffer);
      }
    }
  }
}
