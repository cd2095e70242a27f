package org.jdock.network.internal.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which networks a driver was asked to make since the last reboot: an empty file each, there before
 * the driver is asked and gone after it was asked to remove. Thread-safe.
 */
public final class MadeNetworks {
  private final Path directory;

  /** Touches nothing yet. */
  public MadeNetworks(Path directory) {
    this.directory = directory;
  }

  /** Whether the kernel may have something of it. */
  public boolean has(String networkId) {
    return Files.exists(directory.resolve(networkId));
  }

  /** Notes one; again does nothing. */
  public void add(String networkId) throws IOException {
    Files.createDirectories(directory);
    if (!has(networkId)) {
      Files.createFile(directory.resolve(networkId));
    }
  }

  /** Forgets one. */
  public void remove(String networkId) throws IOException {
    Files.deleteIfExists(directory.resolve(networkId));
  }

  /** All of them. */
  public List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return ids;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(f -> ids.add(String.valueOf(f.getFileName())));
    }
    return ids;
  }
}
