package org.jdock.http.internal.listen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** The name of a unix socket in the file system: made ready, guarded, removed. */
final class SocketFile {
  private static final Logger LOG = LogManager.getLogger(SocketFile.class);

  /** sun_path of unix(7), less its terminating zero. */
  private static final int MAX_BYTES = 107;

  private final Path path;
  private final String group;
  private @Nullable Object identity;

  SocketFile(Path path, String group) {
    this.path = path.toAbsolutePath().normalize();
    this.group = group;
  }

  Path path() {
    return path;
  }

  /**
   * Makes the directory (0710) if there is none, and removes a socket that nobody serves any more.
   *
   * @throws IOException when somebody serves it (naming the process), or the path is no socket's
   */
  void prepare() throws IOException {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_BYTES) {
      throw new IOException(
          "the socket path %s has %d bytes; unix sockets allow %d"
              .formatted(path, length, MAX_BYTES));
    }
    var dir = path.getParent();
    if (dir != null && !Files.isDirectory(dir)) {
      var up = dir.getParent();
      if (up != null) {
        Files.createDirectories(up);
      }
      Files.createDirectory(dir);
      // Apart from the creation, which the umask has a say in.
      restrict(dir, "rwx--x---");
    }
    PosixFileAttributes is;
    try {
      is = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return;
    }
    if (!is.isOther()) {
      throw new IOException(path + " exists and is not a socket; it is left alone");
    }
    var owner = servedBy();
    if (owner != null) {
      throw new IOException("%s is in use by a running daemon (process %s)".formatted(path, owner));
    }
    LOG.info("Replacing the stale socket {}", path);
    Files.delete(path);
  }

  /** Opens the fresh socket to root and the group, and remembers which file it is. */
  void bound() throws IOException {
    restrict(path, "rw-rw----");
    identity = Files.readAttributes(path, PosixFileAttributes.class).fileKey();
  }

  /** Removes the file, unless it has become somebody else's. */
  void remove() {
    try {
      if (identity != null
          && identity.equals(Files.readAttributes(path, PosixFileAttributes.class).fileKey())) {
        Files.delete(path);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} was already removed", path);
    } catch (IOException e) {
      LOG.warn("The socket {} could not be removed", path, e);
    }
  }

  /** The pid of whoever listens there, or null if nobody does. */
  private @Nullable String servedBy() throws IOException {
    try (var probe = UnixSocketChannel.create()) {
      probe.configureBlocking(false);
      if (!probe.connect(new UnixSocketAddress(path.toFile()))) {
        return "unknown, its queue is full";
      }
      return Integer.toString(probe.getOption(UnixSocketOptions.SO_PEERCRED).getPid());
    } catch (IOException e) {
      // jnr tells the errno in words only, so any failure that is not a refusal is passed on.
      var told = String.valueOf(e.getMessage());
      if (told.contains("refused")) {
        return null;
      }
      throw new IOException("cannot tell whether %s is in use: %s".formatted(path, told), e);
    }
  }

  private void restrict(Path p, String permissions) throws IOException {
    Files.setPosixFilePermissions(p, PosixFilePermissions.fromString(permissions));
    try {
      var principal =
          p.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
      Files.setAttribute(p, "posix:group", principal);
    } catch (UserPrincipalNotFoundException e) {
      LOG.debug("No group {} on this host: {} is for root only", group, p);
    }
  }
}
