package org.jdock.itest.images.debian;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jdock.itest.images.layer.Entry;
import org.jdock.itest.images.layer.Entry.Attributes;
import org.jdock.itest.images.layer.FileTree;

/** Adds the files of Debian packages to a layer; the packages' scripts are not run. */
public final class DebUnpacker {
  private final Predicate<String> wanted;
  private final UnaryOperator<String> place;

  /**
   * @param wanted which paths (relative) to take
   * @param place where a path goes, as merged /usr moves {@code bin/x} to {@code usr/bin/x}
   */
  public DebUnpacker(Predicate<String> wanted, UnaryOperator<String> place) {
    this.wanted = wanted;
    this.place = place;
  }

  /** Unpacks {@code debs} into {@code tree}, later ones over earlier ones. Blocks. */
  public void unpack(List<Path> debs, FileTree tree) throws IOException {
    for (var deb : debs) {
      unpack(deb, tree);
    }
  }

  private void unpack(Path deb, FileTree tree) throws IOException {
    var process =
        new ProcessBuilder("dpkg-deb", "--fsys-tarfile", deb.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var tar = new TarArchiveInputStream(new BufferedInputStream(process.getInputStream()))) {
      for (var header = tar.getNextEntry(); header != null; header = tar.getNextEntry()) {
        var path = strip(header.getName());
        if (!path.isEmpty() && wanted.test(path)) {
          add(tree, place.apply(path), header, tar);
        }
      }
      process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }
    if (Command.await(process) != 0) {
      throw new IOException("dpkg-deb can't read " + deb);
    }
  }

  private void add(FileTree tree, String path, TarArchiveEntry header, TarArchiveInputStream tar)
      throws IOException {
    var attributes =
        new Attributes(header.getMode() & 07777, header.getLongUserId(), header.getLongGroupId());
    if (header.isDirectory()) {
      // A link that merged /usr put there stands for the directory.
      if (!(tree.get(path) instanceof Entry.Symlink)) {
        tree.put(path, new Entry.Directory(attributes));
      }
    } else if (header.isSymbolicLink()) {
      tree.put(path, new Entry.Symlink(attributes, header.getLinkName()));
    } else if (header.isLink()) {
      var target = place.apply(strip(header.getLinkName()));
      tree.put(path, new Entry.Hardlink(attributes, target));
    } else if (header.isFile()) {
      tree.put(path, new Entry.Regular(attributes, tar.readAllBytes()));
    } else {
      throw new IOException("entry of unknown type in a package: " + header.getName());
    }
  }

  private static String strip(String name) {
    var start = name.startsWith("./") ? 2 : 0;
    var end = name.endsWith("/") ? name.length() - 1 : name.length();
    return start >= end ? "" : name.substring(start, end);
  }
}
