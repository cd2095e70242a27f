package org.jdock.driver.log.jsonfile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;

/**
 * The names of one container's files: {@code <id>-json.log} is written, {@code .1} is the youngest
 * rotated one and may be {@code .1.gz}; {@code .new} is about to become the written one, {@code
 * .generation} holds the {@link Marker}.
 *
 * @param directory the container's own
 * @param name of the file that is written
 */
record LogFiles(Path directory, String name) {
  static LogFiles of(LogTarget target) {
    return new LogFiles(target.directory(), target.containerId() + "-json.log");
  }

  Path current() {
    return directory.resolve(name);
  }

  Path next() {
    return directory.resolve(name + ".new");
  }

  Path marker() {
    return directory.resolve(name + ".generation");
  }

  Path plain(int number) {
    return directory.resolve(name + "." + number);
  }

  Path compressed(int number) {
    return directory.resolve(name + "." + number + ".gz");
  }

  /** The rotated file of a number, compressed or not; null when there is none. */
  @Nullable Path rotated(int number) {
    Path compressed = compressed(number);
    if (Files.exists(compressed)) {
      return compressed;
    }
    Path plain = plain(number);
    if (Files.exists(plain)) {
      return plain;
    }
    // It may have been compressed between the two looks.
    return Files.exists(compressed) ? compressed : null;
  }

  /** The numbers of all rotated files, ascending. */
  List<Integer> numbers() throws IOException {
    Pattern rotated = Pattern.compile(Pattern.quote(name) + "\\.(\\d{1,6})(?:\\.gz)?");
    TreeSet<Integer> numbers = new TreeSet<>();
    for (Path file : all()) {
      Matcher m = rotated.matcher(file.getFileName().toString());
      if (m.matches()) {
        numbers.add(Integer.valueOf(m.group(1)));
      }
    }
    return List.copyOf(numbers);
  }

  /** Everything of this container that is there. */
  List<Path> all() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (entry.getFileName().toString().startsWith(name)) {
          files.add(entry);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of(); // gone with the container
    }
    return files;
  }

  /** Makes an empty file, in place of any that was there, and answers its inode. */
  static long createEmpty(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    return inode(file);
  }

  /** A file's inode; -1 when there is no such file. */
  static long inode(Path file) throws IOException {
    try {
      return (Long) Files.getAttribute(file, "unix:ino");
    } catch (NoSuchFileException e) {
      return -1;
    }
  }

  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
