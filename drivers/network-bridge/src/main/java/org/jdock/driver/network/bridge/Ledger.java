package org.jdock.driver.network.bridge;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jdock.spi.DriverException;

/**
 * What this daemon has in the kernel, as files under the exec root, which dies with a reboot as the
 * kernel's objects do. Each file is written before its object is made and deleted after it is gone,
 * so that whatever is found without being wanted can be collected. Two instances of the driver may
 * use it at once: whoever changes networks or ports holds the {@link #lock}.
 */
final class Ledger {
  private final Path networks;
  private final Path ports;
  private final Path bridges;
  private final Path lock;

  Ledger(Path root) {
    networks = root.resolve("networks");
    ports = root.resolve("ports");
    bridges = root.resolve("bridges");
    lock = root.resolve("lock");
  }

  void createDirectories() throws IOException {
    for (Path directory : List.of(networks, ports, bridges)) {
      Files.createDirectories(directory);
    }
  }

  /** Waits for other instances; closing the channel gives the lock back. */
  FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    while (true) {
      try {
        FileLock held = channel.tryLock();
        if (held != null) {
          return channel;
        }
      } catch (OverlappingFileLockException e) {
        // held by another instance in this process: as good as a lock that can't be had
      }
      LockSupport.parkNanos(500_000);
    }
  }

  void putNetwork(BridgeNetwork network) throws IOException {
    write(networks.resolve(network.id()), NetworkRecord.format(network));
  }

  void removeNetwork(String id) throws IOException {
    Files.deleteIfExists(networks.resolve(id));
  }

  boolean hasNetwork(String id) {
    return Files.exists(networks.resolve(id));
  }

  List<String> networkIds() throws IOException {
    return list(networks).stream().map(p -> p.getFileName().toString()).toList();
  }

  /** All networks, by identifier. */
  List<BridgeNetwork> networks() throws IOException, DriverException {
    List<BridgeNetwork> all = new ArrayList<>();
    for (Path file : list(networks)) {
      all.add(NetworkRecord.parse(file.getFileName().toString(), Files.readString(file)));
    }
    return all;
  }

  void putPorts(String endpointId, List<PublishedPort> published) throws IOException {
    write(
        ports.resolve(endpointId),
        String.join("", published.stream().map(p -> p.line() + "\n").toList()));
  }

  void removePorts(String endpointId) throws IOException {
    Files.deleteIfExists(ports.resolve(endpointId));
  }

  /** An endpoint's ports; empty when it has none. */
  List<PublishedPort> ports(String endpointId) throws IOException {
    Path file = ports.resolve(endpointId);
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(PublishedPort::parse).toList()
        : List.of();
  }

  /** The identifiers of endpoints with ports. */
  List<String> endpoints() throws IOException {
    return list(ports).stream().map(p -> p.getFileName().toString()).toList();
  }

  /** All ports of all endpoints. */
  List<PublishedPort> ports() throws IOException {
    List<PublishedPort> all = new ArrayList<>();
    for (String endpoint : endpoints()) {
      all.addAll(ports(endpoint));
    }
    return all;
  }

  void putBridge(String name) throws IOException {
    write(bridges.resolve(name), "");
  }

  void removeBridge(String name) throws IOException {
    Files.deleteIfExists(bridges.resolve(name));
  }

  boolean ownsBridge(String name) {
    return Files.exists(bridges.resolve(name));
  }

  /** The names of all bridges that are, or may be, this daemon's. */
  List<String> bridges() throws IOException {
    return list(bridges).stream().map(p -> p.getFileName().toString()).toList();
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, p -> !p.getFileName().toString().endsWith(".tmp~"))) {
      entries.forEach(files::add);
    }
    files.sort(null);
    return files;
  }

  private static void write(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp~");
    Files.writeString(temporary, text);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
