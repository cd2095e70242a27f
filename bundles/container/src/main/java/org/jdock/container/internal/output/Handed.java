package org.jdock.container.internal.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.fs.Durable;
import org.jspecify.annotations.Nullable;

/**
 * How far a spool was handed over, together with where the log driver's data ended then.
 *
 * @param inode the spool's generation; 0 for whichever is the oldest
 * @param offset up to where
 * @param out standard output's open line
 * @param err standard error's
 * @param time the youngest line's that was handed over, nanoseconds since the epoch; {@link
 *     Long#MIN_VALUE} before the first
 * @param driver the log driver's position; null before its first
 */
record Handed(long inode, long offset, Open out, Open err, long time, @Nullable String driver) {
  private static final Logger LOG = LogManager.getLogger(Handed.class);
  private static final String HEAD = "jdock-handed-1";

  /** Nothing yet. */
  static final Handed NOTHING = new Handed(0, 0, Open.NONE, Open.NONE, Long.MIN_VALUE, null);

  /**
   * A line whose beginning lies before {@link #offset}, and is not with the log driver.
   *
   * @param start the place of its first record that isn't, -1 when there is no such line
   * @param skip how many bytes of that record's text are
   */
  record Open(long start, int skip) {
    static final Open NONE = new Open(-1, 0);
  }

  /** Where reading must start again. */
  long from() {
    long from = offset;
    from = out.start >= 0 ? Math.min(from, out.start) : from;
    return err.start >= 0 ? Math.min(from, err.start) : from;
  }

  /** Reads it; {@link #NOTHING} when there is none. A torn one is set aside. */
  static Handed load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return NOTHING;
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    try {
      String[] part = text.split(" ", 10);
      if (part.length == 10 && part[0].equals(HEAD) && part[9].endsWith("\n")) {
        String driver = part[9].substring(0, part[9].length() - 1);
        int length = Integer.parseInt(part[8]);
        if (length < 0 || length == driver.length()) {
          return new Handed(
              Long.parseLong(part[1]),
              Long.parseLong(part[2]),
              new Open(Long.parseLong(part[3]), Integer.parseInt(part[4])),
              new Open(Long.parseLong(part[5]), Integer.parseInt(part[6])),
              Long.parseLong(part[7]),
              length < 0 ? null : driver);
        }
      }
    } catch (NumberFormatException e) {
      LOG.debug("in {}", file, e);
    }
    Path aside = file.resolveSibling(file.getFileName() + ".bad");
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    LOG.warn("{} is torn and was set aside; the spool is handed over from its start", aside);
    return NOTHING;
  }

  /**
   * Replaces what is stored, in one step.
   *
   * @param durable whether it must outlive a power cut: before a spool is unlinked, whose lines
   *     would be missing if an older position came back. Otherwise the spool is as old as this
   */
  void store(Path file, boolean durable) throws IOException {
    String text =
        "%s %d %d %d %d %d %d %d %d %s\n"
            .formatted(
                HEAD,
                inode,
                offset,
                out.start,
                out.skip,
                err.start,
                err.skip,
                time,
                driver == null ? -1 : driver.length(),
                driver == null ? "" : driver);
    Durable.replace(file, text.getBytes(StandardCharsets.UTF_8), durable);
  }
}
