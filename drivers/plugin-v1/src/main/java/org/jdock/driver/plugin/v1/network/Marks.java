package org.jdock.driver.plugin.v1.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A directory of small files, each saying that the plugin has something, and what of it. */
record Marks(Path directory) {
  void set(String name, String text) throws IOException {
    Path fresh = directory.resolve("." + name);
    Files.writeString(fresh, text);
    Files.move(fresh, directory.resolve(name), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  /** Null when it is not there. */
  @Nullable String get(String name) throws IOException {
    try {
      return Files.readString(directory.resolve(name));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  void clear(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  List<String> all() throws IOException {
    var names = new ArrayList<String>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!name.startsWith(".")) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
