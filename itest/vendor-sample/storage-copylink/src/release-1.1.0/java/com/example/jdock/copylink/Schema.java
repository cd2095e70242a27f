package com.example.jdock.copylink;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;
import org.jdock.spi.storage.SnapshotInfo;

/**
 * Release 1.1: device files in an image are dead ({@code nodev}), in what is prepared from now on. A
 * record has one line more for it; one of 1.0, which passes over that line, lacks it.
 */
final class Schema {
  static final List<String> OPTIONS = List.of("nodev");

  private static final int NEWEST = 1;
  private static final String FIRST = "copylink 1";
  private static final String MOUNT = "mount ";
  private static final String END = "end";
  private static final int FIELDS = 6;

  private Schema() {}

  /** Refuses what a release wrote that this one does not understand; before anything is changed. */
  static void check(DriverState state) throws DriverException {
    if (state.schema() > NEWEST) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "copylink 1.1 reads snapshots of schema %d, and these are of %d: use a newer release"
              .formatted(NEWEST, state.schema()));
    }
  }

  /** Says what is about to be written; nothing to say of what every release reads. */
  static void announce(DriverState state) {}

  static String record(Snapshot snapshot) {
    SnapshotInfo info = snapshot.info();
    String parent = info.parent() == null ? "" : info.parent();
    return String.join(
        "\n",
        FIRST,
        info.name(),
        snapshot.key(),
        parent,
        info.kind().name(),
        info.created().toString(),
        MOUNT + String.join(",", snapshot.options()),
        END,
        "");
  }

  static Snapshot parse(Path directory, String record) throws IOException {
    List<String> lines = record.lines().toList();
    if (lines.size() <= FIELDS || !lines.get(0).equals(FIRST) || !lines.getLast().equals(END)) {
      throw new IOException("torn, or of another schema");
    }
    try {
      return new Snapshot(
          directory,
          lines.get(2),
          new SnapshotInfo(
              lines.get(1),
              lines.get(3).isEmpty() ? null : lines.get(3),
              SnapshotInfo.Kind.valueOf(lines.get(4)),
              Instant.parse(lines.get(5))),
          options(lines.get(FIELDS)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("alien: " + e.getMessage(), e);
    }
  }

  private static List<String> options(String line) {
    return line.startsWith(MOUNT) && line.length() > MOUNT.length()
        ? List.of(line.substring(MOUNT.length()).split(","))
        : List.of();
  }
}
