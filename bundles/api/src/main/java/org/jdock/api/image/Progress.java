package org.jdock.api.image;

import org.jspecify.annotations.Nullable;

/**
 * One step of a long operation, as Docker's progress lines have it.
 *
 * @param id what it is about, such as a short layer digest; null for the operation as a whole
 * @param status such as {@code Downloading}, {@code Pull complete}; null with {@code stream}
 * @param current bytes done; 0 when it does not apply
 * @param total bytes in all; 0 when not known
 * @param stream a line of plain output; null with {@code status}
 */
public record Progress(
    @Nullable String id,
    @Nullable String status,
    long current,
    long total,
    @Nullable String stream) {
  /** A status of the operation as a whole. */
  public static Progress status(String status) {
    return new Progress(null, status, 0, 0, null);
  }

  /** A status of a part. */
  public static Progress part(String id, String status) {
    return new Progress(id, status, 0, 0, null);
  }

  /** A line of plain output, with its newline. */
  public static Progress stream(String line) {
    return new Progress(null, null, 0, 0, line);
  }

  /** Takes steps, from several threads; must be quick. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a step. */
    void accept(Progress step);
  }
}
