package com.example.jdock.ndjson;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.function.Consumer;

/** Walks through a growing file by lines that ended; the rest of one waits for its end. */
final class WholeLines {
  private static final int CHUNK = 64 * 1024;

  private long offset;
  private int size = CHUNK;

  /** From a line's first byte on. */
  WholeLines(long offset) {
    this.offset = offset;
  }

  /** How many lines a file has. */
  static long count(FileChannel from) throws IOException {
    WholeLines all = new WholeLines(0);
    long[] lines = {0};
    while (all.take(from, _ -> lines[0]++)) {
      // counted
    }
    return lines[0];
  }

  /** Hands over the lines of the next piece; false when no whole line is there. */
  boolean take(FileChannel from, Consumer<byte[]> lines) throws IOException {
    return walk(from, Long.MAX_VALUE, lines) > 0;
  }

  /** Passes over lines; how many are still to be passed over, 0 at the end of the file. */
  long skip(FileChannel from, long wanted) throws IOException {
    long passed = walk(from, wanted, _ -> {});
    return passed == 0 ? 0 : wanted - passed;
  }

  private long walk(FileChannel from, long most, Consumer<byte[]> lines) throws IOException {
    while (true) {
      ByteBuffer piece = ByteBuffer.allocate(size);
      int length = Math.max(0, from.read(piece, offset));
      byte[] bytes = piece.array();
      int start = 0;
      long found = 0;
      for (int i = 0; i < length && found < most; i++) {
        if (bytes[i] == '\n') {
          lines.accept(Arrays.copyOfRange(bytes, start, i));
          start = i + 1;
          found++;
        }
      }
      offset += start;
      if (found > 0 || length < size) {
        size = CHUNK;
        return found;
      }
      size *= 2; // a line that is longer than the piece
    }
  }
}
