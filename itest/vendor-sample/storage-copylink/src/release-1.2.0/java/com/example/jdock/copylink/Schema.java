package com.example.jdock.copylink;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;
import org.jdock.spi.storage.SnapshotInfo;

/**
 * Release 1.2: set-user-ID programs gain nothing either, and a record names its fields. Earlier
 * releases can't read that, so it says so in the driver's state first; what they wrote is read on.
 */
final class Schema {
  static final List<String> OPTIONS = List.of("nodev", "nosuid");

  private static final int NEWEST = 2;
  private static final String OLD = "copylink 1";
  private static final String FIRST = "copylink 2";
  private static final String END = "end";
  private static final String MOUNT = "mount ";

  private Schema() {}

  /** Refuses what a release wrote that this one does not understand; before anything is changed. */
  static void check(DriverState state) throws DriverException {
    if (state.schema() > NEWEST) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "copylink 1.2 reads snapshots of schema %d, and these are of %d: use a newer release"
              .formatted(NEWEST, state.schema()));
    }
  }

  /** With the first change, and not when it is opened: until then an earlier release may come back. */
  static void announce(DriverState state) throws DriverException {
    if (state.schema() < NEWEST) {
      state.write(NEWEST, state.read());
    }
  }

  static String record(Snapshot snapshot) {
    SnapshotInfo info = snapshot.info();
    return String.join(
        "\n",
        FIRST,
        "name=" + info.name(),
        "key=" + snapshot.key(),
        "parent=" + (info.parent() == null ? "" : info.parent()),
        "kind=" + info.kind(),
        "created=" + info.created(),
        "mount=" + String.join(",", snapshot.options()),
        END,
        "");
  }

  static Snapshot parse(Path directory, String record) throws IOException {
    List<String> lines = record.lines().toList();
    if (lines.isEmpty() || !lines.getLast().equals(END)) {
      throw new IOException("torn");
    }
    try {
      return switch (lines.getFirst()) {
        case FIRST -> of(directory, named(lines));
        case OLD -> of(directory, unnamed(lines));
        default -> throw new IOException("of another schema");
      };
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw new IOException("alien: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> named(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("="))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1)));
  }

  private static Map<String, String> unnamed(List<String> lines) {
    String mount = lines.get(6).startsWith(MOUNT) ? lines.get(6).substring(MOUNT.length()) : "";
    return Map.of(
        "name", lines.get(1),
        "key", lines.get(2),
        "parent", lines.get(3),
        "kind", lines.get(4),
        "created", lines.get(5),
        "mount", mount);
  }

  private static Snapshot of(Path directory, Map<String, String> field) {
    String parent = field.getOrDefault("parent", "");
    return new Snapshot(
        directory,
        field.getOrDefault("key", ""),
        new SnapshotInfo(
            field.getOrDefault("name", ""),
            parent.isEmpty() ? null : parent,
            SnapshotInfo.Kind.valueOf(field.getOrDefault("kind", "")),
            Instant.parse(field.getOrDefault("created", ""))),
        Arrays.stream(field.getOrDefault("mount", "").split(","))
            .filter(option -> !option.isEmpty())
            .toList());
  }
}
