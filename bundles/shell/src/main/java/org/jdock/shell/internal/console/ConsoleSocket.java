package org.jdock.shell.internal.console;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The listening socket, for its owner only: mode 0600 from the first moment that it can be reached,
 * in a directory that nobody else can change.
 */
final class ConsoleSocket implements Closeable {
  private final Path path;
  private final ServerSocketChannel channel;

  private ConsoleSocket(Path path, ServerSocketChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Listens.
   *
   * @param path where; a socket that nobody listens at any more is replaced
   * @throws IOException when somebody listens there, or others can write to the directory
   */
  static ConsoleSocket open(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(path + " has no directory");
    }
    Files.createDirectories(parent);
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(parent);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException(
          "no console at "
              + path
              + ": others can write to "
              + parent
              + " (chmod go-w "
              + parent
              + ")");
    }
    refuseSecond(path);
    // bind() makes a socket with the umask's mode; in a directory of mode 0700 nobody meets it
    // before it has its own.
    Path hidden = Files.createTempDirectory(parent, ".c");
    Path fresh = hidden.resolve("s");
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(fresh));
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      return new ConsoleSocket(path, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    } finally {
      Files.deleteIfExists(fresh);
      Files.delete(hidden);
    }
  }

  private static void refuseSecond(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IOException("another daemon serves " + path + ", connected to " + other);
    } catch (ConnectException e) {
      // Left by a daemon that was killed: it is replaced.
      Files.deleteIfExists(path);
    }
  }

  /** Waits for the next client. */
  SocketChannel accept() throws IOException {
    return channel.accept();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
    channel.close();
  }
}
