package org.jdock.container.internal.output;

import java.io.IOException;

/** Reads one spool from a place on, over all later generations. Not thread-safe. */
final class SpoolReader implements AutoCloseable {
  private final Buffers buffers;
  private final Records records = new Records();
  private Segment segment;
  private long at;

  /** Takes over the caller's use of the segment. */
  SpoolReader(Buffers buffers, Segment segment, long at) {
    this.buffers = buffers;
    this.segment = segment;
    this.at = at;
  }

  /** The generation that is read now. */
  Segment segment() {
    return segment;
  }

  /** Up to where it was read. */
  long at() {
    return at;
  }

  /**
   * Reads some records.
   *
   * @return false when there is no whole one now, in this generation
   */
  boolean read(Records.Sink sink) throws IOException {
    byte[] buffer = buffers.take();
    try {
      int n = segment.read(at, buffer, 0, buffer.length);
      int used = records.parse(buffer, n, at, sink);
      if (used == 0 && n == buffer.length) {
        used = n; // no record is that long: what follows the next newline is one again
      }
      at += used;
      return used > 0;
    } finally {
      buffers.give(buffer);
    }
  }

  /**
   * Goes on to the next generation, if there is one and this one has been read to its end. To be
   * called when {@link #read} found nothing; true means that there may be more.
   *
   * @param last whether nothing was found after the next generation was known
   */
  boolean advance(boolean last) throws IOException {
    Segment next = segment.next();
    if (next == null) {
      return false;
    }
    if (last) {
      Segment old = segment;
      segment = next.retain();
      at = 0;
      old.release();
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    segment.release();
  }
}
