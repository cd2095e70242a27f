package org.jdock.driver.storage.overlay2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdock.driver.support.snapshot.Content;
import org.jdock.linux.fs.Durable;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.SnapshotInfo;

/** A directory {@code fs} with what the snapshot changes, and {@code work} for the kernel. */
final class OverlayContent implements Content {
  private static final FileAttribute<Set<PosixFilePermission>> WORK_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final int DEFAULT_MODE = 0755;

  private final List<String> options;

  OverlayContent(List<String> options) {
    this.options = List.copyOf(options);
  }

  /** A layer is the same directory whatever is below it. */
  @Override
  public boolean rebases() {
    return true;
  }

  @Override
  public boolean slow() {
    return false;
  }

  /** Nothing is flushed: what a power cut takes of an active snapshot is as old as its writes. */
  @Override
  public void fill(Path dir, List<Path> lowers, SnapshotInfo.Kind kind) throws IOException {
    if (kind == SnapshotInfo.Kind.VIEW && !lowers.isEmpty()) {
      return; // made of the layers below alone
    }
    Path own = Files.createDirectory(files(dir));
    if (lowers.isEmpty()) {
      Files.setAttribute(own, "unix:mode", DEFAULT_MODE); // whatever the umask
      return;
    }
    // the uppermost directory decides how the root of the file system looks
    Map<String, Object> root =
        Files.readAttributes(
            files(lowers.getFirst()), "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(own, "unix:uid", root.get("uid"));
    Files.setAttribute(own, "unix:gid", root.get("gid"));
    Files.setAttribute(
        own, "unix:mode", (Integer) Objects.requireNonNull(root.get("mode")) & 07777);
    Files.createDirectory(work(dir), WORK_MODE);
  }

  @Override
  public List<Mount> mounts(Path dir, List<Path> lowers, SnapshotInfo.Kind kind) {
    boolean view = kind == SnapshotInfo.Kind.VIEW;
    if (lowers.isEmpty()) {
      return bind(files(dir), view);
    }
    if (view && lowers.size() == 1) {
      return bind(files(lowers.getFirst()), true); // overlay wants two directories
    }
    var all = new ArrayList<String>(options.size() + 4);
    if (view) {
      all.add("ro");
    }
    all.add(
        "lowerdir="
            + lowers.stream().map(l -> files(l).toString()).collect(Collectors.joining(":")));
    if (!view) {
      all.add("upperdir=" + files(dir));
      all.add("workdir=" + work(dir));
    }
    all.addAll(options);
    return List.of(new Mount("overlay", "overlay", all));
  }

  private static List<Mount> bind(Path directory, boolean readOnly) {
    return List.of(new Mount("bind", directory.toString(), List.of(readOnly ? "ro" : "rw")));
  }

  /**
   * All of the file system at once, syncfs(2): a flush for each file costs a journal commit each.
   */
  @Override
  public void flush(Path dir) throws IOException {
    Durable.syncFileSystem(files(dir));
  }

  @Override
  public Path files(Path dir) {
    return dir.resolve("fs");
  }

  private static Path work(Path dir) {
    return dir.resolve("work");
  }
}
