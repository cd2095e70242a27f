package org.jdock.launcher.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that names the daemon's process. */
public final class PidFile implements AutoCloseable {
  private final Path path;
  private final String content;

  private PidFile(Path path, String content) {
    this.path = path;
    this.content = content;
  }

  /**
   * Writes it; one that a crash left is replaced.
   *
   * @throws StartException if a daemon that runs has written it, or it can't be written
   */
  public static PidFile write(Path path) throws StartException {
    try {
      if (Files.exists(path)) {
        var other = Files.readString(path).strip();
        if (!other.equals(own()) && isDaemon(other)) {
          throw new StartException(
              "the pid file %s belongs to process %s, which runs".formatted(path, other));
        }
      }
      var parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      var content = own() + "\n";
      var fresh = path.resolveSibling(path.getFileName() + ".new");
      Files.writeString(fresh, content);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new PidFile(path, content);
    } catch (IOException e) {
      throw new StartException("the pid file %s can't be written: %s".formatted(path, e), e);
    }
  }

  private static String own() {
    return Long.toString(ProcessHandle.current().pid());
  }

  /** Process numbers are used again, so that it runs says little. */
  private static boolean isDaemon(String pid) throws IOException {
    if (!pid.matches("[0-9]{1,10}")) {
      return false;
    }
    var commandLine = Path.of("/proc", pid, "cmdline");
    return Files.exists(commandLine)
        && Files.readString(commandLine, java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains("org.jdock.launcher.Main");
  }

  /** Removes it, unless it has become another's. */
  @Override
  public void close() throws IOException {
    if (Files.exists(path) && Files.readString(path).equals(content)) {
      Files.delete(path);
    }
  }
}
