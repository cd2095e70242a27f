package ${package};

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jdock.spi.storage.SnapshotInfo;

/**
 * A snapshot and where it is.
 *
 * @param directory has the record, and the files if it has any of its own
 * @param key under which it was prepared
 * @param info what the engine is told
 */
record Snapshot(Path directory, String key, SnapshotInfo info) {
  private static final String SCHEMA = "${driverName} 1";
  private static final String END = "end";

  Path files() {
    return directory.resolve(Store.FILES);
  }

  /** A line a field; the last line says that the record is whole. */
  String record() {
    String parent = info.parent() == null ? "" : info.parent();
    return String.join(
        "\n",
        SCHEMA, info.name(), key, parent, info.kind().name(), info.created().toString(), END, "");
  }

  static Snapshot parse(Path directory, String record) throws IOException {
    List<String> lines = record.lines().toList();
    if (lines.size() != 7 || !lines.get(0).equals(SCHEMA) || !lines.get(6).equals(END)) {
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
              Instant.parse(lines.get(5))));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("alien: " + e.getMessage(), e);
    }
  }
}
