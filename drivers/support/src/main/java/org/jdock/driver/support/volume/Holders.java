package org.jdock.driver.support.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jdock.spi.DriverException;

/**
 * Who holds a volume: a directory of empty files under the exec root, so that it is known after a
 * restart of the daemon and forgotten after one of the host, as the mounts are.
 *
 * @param directory one volume's; need not exist
 */
public record Holders(Path directory) {
  /** In base 64 it is still a directory entry. */
  private static final int LONGEST = 180;

  /** Adds one; nothing happens when it is there. */
  public void add(String holder) throws IOException, DriverException {
    Path file = file(holder);
    Files.createDirectories(directory);
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      return; // the same holder again
    }
  }

  /** Takes one away; nothing happens when it is not there. */
  public void remove(String holder) throws IOException, DriverException {
    Files.deleteIfExists(file(holder));
  }

  /** All, in no order. */
  public List<String> all() throws IOException {
    var all = new ArrayList<String>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        byte[] name = Base64.getUrlDecoder().decode(String.valueOf(file.getFileName()));
        all.add(new String(name, StandardCharsets.UTF_8));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return all;
  }

  /** Forgets that there was a volume. */
  public void delete() throws IOException {
    Files.deleteIfExists(directory);
  }

  private Path file(String holder) throws DriverException {
    byte[] name = holder.getBytes(StandardCharsets.UTF_8);
    if (name.length == 0 || name.length > LONGEST) {
      throw new DriverException(
          DriverException.Kind.INVALID,
          "a volume's holder has a name of 1 to " + LONGEST + " bytes, not '" + holder + "'");
    }
    return directory.resolve(Base64.getUrlEncoder().withoutPadding().encodeToString(name));
  }
}
