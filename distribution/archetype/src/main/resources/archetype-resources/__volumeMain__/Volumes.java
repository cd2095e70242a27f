#set( $symbol_pound = '#' )
package ${package};

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdock.spi.volume.VolumeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The directories. Volumes outlive a reboot and are below the driver's root; who holds them does
 * not, and is below its exec root.
 */
final class Volumes {
  private static final String RECORD = "volume.properties";
  private static final String DATA = "_data";

  private final Path volumes;
  private final Path aside;
  private final Path holders;
  private final RootLock lock;

  Volumes(Path root, Path execRoot) throws IOException {
    volumes = Files.createDirectories(root.resolve("volumes"));
    aside = Files.createDirectories(root.resolve("aside"));
    holders = Files.createDirectories(execRoot.resolve("holders"));
    lock = new RootLock(root.resolve("lock"));
  }

  /** Keeps out everybody else, in this process and others. */
  RootLock.Held alone() throws IOException {
    return lock.acquire();
  }

  void close() {
    lock.close();
  }

  Path data(String name) {
    return volumes.resolve(name).resolve(DATA);
  }

  @Nullable VolumeInfo find(String name) throws IOException {
    try {
      return VolumeRecord.read(volumes.resolve(name).resolve(RECORD)).info(name, data(name));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  List<VolumeInfo> all() throws IOException {
    var found = new ArrayList<VolumeInfo>();
    try (var names = Files.newDirectoryStream(volumes)) {
      for (var each : names) {
        var info = find(String.valueOf(each.getFileName()));
        if (info != null) {
          found.add(info);
        }
      }
    }
    return found;
  }

  /** Made aside and moved: a crash leaves a whole volume, or none. */
  void create(String name, VolumeRecord record, Set<PosixFilePermission> mode)
      throws IOException {
    var made = Files.createDirectory(aside.resolve(UUID.randomUUID().toString()));
    record.write(made.resolve(RECORD));
    var data = Files.createDirectory(made.resolve(DATA));
    Files.setPosixFilePermissions(data, mode);
    move(made, volumes.resolve(name));
  }

  /** Moved aside at once; its data is deleted afterwards, by {@link ${symbol_pound}sweep}. */
  void discard(String name) throws IOException {
    move(volumes.resolve(name), aside.resolve(UUID.randomUUID().toString()));
  }

  /** Deletes what was discarded, also what a crash left. Only under the lock. */
  void sweep() throws IOException {
    try (var left = Files.newDirectoryStream(aside)) {
      for (var each : left) {
        delete(each);
      }
    }
  }

  List<String> holders(String name) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(holders.resolve(name))) {
      files.forEach(each -> found.add(String.valueOf(each.getFileName())));
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return found;
  }

  void hold(String name, String holder) throws IOException {
    var file = holder(name, holder);
    Files.createDirectories(holders.resolve(name));
    if (Files.notExists(file)) {
      Files.createFile(file);
    }
  }

  void release(String name, String holder) throws IOException {
    Files.deleteIfExists(holder(name, holder));
    if (holders(name).isEmpty()) {
      Files.deleteIfExists(holders.resolve(name));
    }
  }

  private Path holder(String name, String holder) {
    return holders.resolve(name).resolve(URLEncoder.encode(holder, StandardCharsets.UTF_8));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the driver's root must be one file system", e);
    }
  }

  /** Follows no links. */
  private static void delete(Path tree) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(tree)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (var each : all) {
      Files.delete(each);
    }
  }
}
