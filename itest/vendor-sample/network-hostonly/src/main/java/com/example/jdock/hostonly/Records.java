package com.example.jdock.hostonly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdock.linux.fs.Durable;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;
import org.jdock.spi.network.NetworkSpec;
import org.jspecify.annotations.Nullable;

/** One file for each network, as short-lived as the kernel's objects. Nothing is in memory. */
final class Records {
  private final Path directory;
  private final DriverState state;

  private Records(Path directory, DriverState state) {
    this.directory = directory;
    this.state = state;
  }

  static Records open(DriverContext context) throws IOException, DriverException {
    Schema.check(context.state());
    Path directory = Files.createDirectories(context.execRoot().resolve("networks"));
    return new Records(directory, context.state());
  }

  @Nullable NetworkRecord find(String networkId) throws IOException {
    try {
      return Schema.parse(Files.readString(directory.resolve(networkId)));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  NetworkRecord findOrAdd(NetworkSpec network, Names names) throws IOException, DriverException {
    NetworkRecord found = find(network.id());
    if (found != null) {
      return found;
    }
    NetworkRecord made = Schema.make(network, names);
    Schema.announce(state);
    byte[] text = Schema.record(made).getBytes(StandardCharsets.UTF_8);
    Durable.replace(directory.resolve(network.id()), text, false);
    return made;
  }

  void remove(String networkId) throws IOException {
    Files.deleteIfExists(directory.resolve(networkId));
  }

  /** Removes all others. */
  void retain(Set<String> networkIds) throws IOException {
    List<Path> others = new ArrayList<>();
    try (var all = Files.newDirectoryStream(directory)) {
      all.forEach(others::add);
    }
    for (Path other : others) {
      if (!networkIds.contains(String.valueOf(other.getFileName()))) {
        Files.deleteIfExists(other);
      }
    }
  }
}
