package org.jdock.driver.support.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are below a driver's root.
 *
 * <ul>
 *   <li>{@code index/NAME.rec}: a snapshot's record; that it exists is that the snapshot exists
 *   <li>{@code s/ID/}: a snapshot's content, made and removed under the lock; beside it its record
 *       on the way into the index
 *   <li>{@code new/ID/} and {@code new/ID.live}: content whose making takes longer than that
 *   <li>{@code trash/}: content on its way out
 *   <li>{@code aside/}: torn records, and what they may have stood for
 * </ul>
 */
record Places(Path root) {
  private static final String RECORD = ".rec";

  void make() throws IOException {
    for (Path each : new Path[] {index(), content(), making(), trash(), aside()}) {
      Files.createDirectories(each);
    }
  }

  Path index() {
    return root.resolve("index");
  }

  Path content() {
    return root.resolve("s");
  }

  Path making() {
    return root.resolve("new");
  }

  Path trash() {
    return root.resolve("trash");
  }

  Path aside() {
    return root.resolve("aside");
  }

  Path lock() {
    return root.resolve("lock");
  }

  /** The suffix makes names such as {@code ..} ordinary ones. */
  Path record(String name) {
    return index().resolve(name + RECORD);
  }

  String nameOf(Path record) {
    String file = String.valueOf(record.getFileName());
    return file.endsWith(RECORD) ? file.substring(0, file.length() - RECORD.length()) : file;
  }

  Path content(String id) {
    return content().resolve(id);
  }

  Path liveMark(String id) {
    return making().resolve(id + ".live");
  }
}
