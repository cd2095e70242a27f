package com.example.jdock.copylink;

import java.nio.file.Path;
import java.util.List;
import org.jdock.spi.storage.SnapshotInfo;

/**
 * A snapshot and where it is. How it is written down is each release's {@link Schema}.
 *
 * @param directory has the record, and the files if it has any of its own
 * @param key under which it was prepared
 * @param info what the engine is told
 * @param options of its mount, beside whether it is writable
 */
record Snapshot(Path directory, String key, SnapshotInfo info, List<String> options) {
  Path files() {
    return directory.resolve(Store.FILES);
  }
}
