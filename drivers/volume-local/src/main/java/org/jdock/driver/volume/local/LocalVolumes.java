package org.jdock.driver.volume.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.support.file.DirLock;
import org.jdock.driver.support.file.Durable;
import org.jdock.driver.support.file.TreeRemover;
import org.jdock.driver.support.volume.Holders;
import org.jdock.driver.support.volume.VolumeRecord;
import org.jdock.spi.volume.VolumeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The directories: {@code NAME/_data} as Docker has it, {@code NAME/options} beside it; what begins
 * with a dot cannot be a volume. A volume exists from the moment its directory has its name.
 */
final class LocalVolumes {
  private static final Logger LOG = LogManager.getLogger(LocalVolumes.class);
  private static final int PASSES = 50;

  private final Path root;
  private final Path execRoot;

  LocalVolumes(Path root, Path execRoot) {
    this.root = root;
    this.execRoot = execRoot;
  }

  void makeDirectories() throws IOException {
    Files.createDirectories(trash());
    Files.createDirectories(root.resolve(".new"));
    Files.createDirectories(root.resolve(".locks"));
    Files.createDirectories(execRoot.resolve("holders"));
  }

  Path data(String name) {
    return root.resolve(name).resolve("_data");
  }

  Holders holders(String name) {
    return new Holders(execRoot.resolve("holders").resolve(name));
  }

  /** Excludes all others from one volume: mounting a server may take long, and only its own. */
  DirLock lock(String name) {
    return new DirLock(root.resolve(".locks").resolve(name));
  }

  boolean exists(String name) {
    return Files.isDirectory(data(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Durable: what users put into it is meant to stay. */
  void create(String name, VolumeRecord record) throws IOException {
    Path made = root.resolve(".new").resolve(name + "." + fresh());
    Files.createDirectory(made);
    Path data = Files.createDirectory(made.resolve("_data"));
    Durable.create(options(made), record.encode(), true);
    Files.setAttribute(data, "unix:mode", 0755);
    Files.setAttribute(made, "unix:mode", 0701); // others may pass, not look
    Durable.flushDirectory(made);
    Files.move(made, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    Durable.flushDirectory(root);
  }

  /**
   * What is remembered of a volume. Without a file it is a plain one that somebody moved here.
   *
   * @throws IOException when the file is damaged: what the volume is then must not be guessed, or
   *     data meant for a server would be written to this disk
   */
  VolumeRecord read(String name) throws IOException {
    Path file = options(root.resolve(name));
    try {
      return VolumeRecord.decode(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      Instant made = Files.getLastModifiedTime(root.resolve(name)).toInstant();
      return new VolumeRecord(made, Map.of());
    } catch (IOException e) {
      throw new IOException(file + " is damaged (" + e.getMessage() + "); the data is whole", e);
    }
  }

  @Nullable VolumeInfo info(String name) throws IOException {
    if (!exists(name)) {
      return null;
    }
    VolumeRecord record = read(name);
    return new VolumeInfo(name, data(name).toString(), record.created(), record.options());
  }

  /** A damaged volume is left out, with a warning. */
  List<VolumeInfo> list() throws IOException {
    var all = new ArrayList<VolumeInfo>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.startsWith(".")) {
          continue;
        }
        try {
          VolumeInfo info = info(name);
          if (info != null) {
            all.add(info);
          }
        } catch (IOException e) {
          LOG.warn("volume {} is not listed: {}", name, e.getMessage());
        }
      }
    }
    return all;
  }

  /** Gone for all in one step; {@link #emptyTrash} then takes its time. */
  void discard(String name) throws IOException {
    Files.move(
        root.resolve(name), trash().resolve(name + "." + fresh()), StandardCopyOption.ATOMIC_MOVE);
    holders(name).delete();
  }

  void emptyTrash(BooleanSupplier stop) throws IOException {
    boolean done = false;
    for (int pass = 0; !done && pass < PASSES && !stop.getAsBoolean(); pass++) {
      done = TreeRemover.empty(trash(), stop);
    }
  }

  private Path trash() {
    return root.resolve(".trash");
  }

  private static Path options(Path volume) {
    return volume.resolve("options");
  }

  private static String fresh() {
    return Integer.toString(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE), 36);
  }
}
