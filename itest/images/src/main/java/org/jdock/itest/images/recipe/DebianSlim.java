package org.jdock.itest.images.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jdock.itest.images.debian.DebUnpacker;
import org.jdock.itest.images.debian.PackageCache;
import org.jdock.itest.images.layer.Entry;
import org.jdock.itest.images.layer.FileTree;
import org.jdock.itest.images.oci.ImageWriter.Variant;
import org.jdock.itest.images.oci.Layer;
import org.jdock.itest.images.oci.Platform;
import org.jdock.itest.images.oci.RunConfig;

/** A small usable Debian: shells, core utilities, C library; no apt, no documentation. */
final class DebianSlim implements Recipe {
  static final List<String> PACKAGES =
      List.of(
          "base-files",
          "base-passwd",
          "bash",
          "coreutils",
          "dash",
          "debianutils",
          "diffutils",
          "findutils",
          "grep",
          "gzip",
          "hostname",
          "libc-bin",
          "mawk",
          "ncurses-base",
          "sed",
          "tar");

  private static final List<String> UNWANTED =
      List.of(
          "usr/share/doc/",
          "usr/share/man/",
          "usr/share/info/",
          "usr/share/locale/",
          "usr/share/lintian/",
          "usr/share/bug/",
          "usr/share/doc-base/");
  private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib64");

  @Override
  public String name() {
    return "debian-slim:latest";
  }

  @Override
  public List<Path> packages(PackageCache cache) throws IOException {
    return cache.resolve(PACKAGES);
  }

  @Override
  public List<Variant> variants(PackageCache cache) throws IOException {
    return List.of(new Variant(Platform.host(), RunConfig.command("bash"), List.of(layer(cache))));
  }

  /** The whole of this image as a layer for others to build on. */
  static Layer layer(PackageCache cache) throws IOException {
    var tree = new FileTree();
    for (var directory : MERGED) {
      tree.directory("usr/" + directory, 0755).symlink(directory, "usr/" + directory);
    }
    unpacker().unpack(cache.resolve(PACKAGES), tree);
    // What the packages' scripts would have done.
    copy(tree, "usr/share/base-passwd/passwd.master", "etc/passwd");
    copy(tree, "usr/share/base-passwd/group.master", "etc/group");
    tree.text("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
    link(tree, "usr/bin/sh", "dash");
    link(tree, "usr/bin/awk", "mawk");
    tree.directory("tmp", 01777).directory("root", 0700);
    return new Layer(tree, "ADD debian packages /");
  }

  /**
   * Takes what a slim image keeps, and puts it where merged /usr has it. The merged names
   * themselves are the base layer's links, whatever packages bring under them: a directory, or on
   * newer systems the link.
   */
  static DebUnpacker unpacker() {
    return new DebUnpacker(
        path -> !MERGED.contains(path) && UNWANTED.stream().noneMatch((path + "/")::startsWith),
        DebianSlim::merged);
  }

  private static String merged(String path) {
    var slash = path.indexOf('/');
    return slash > 0 && MERGED.contains(path.substring(0, slash)) ? "usr/" + path : path;
  }

  private static void link(FileTree tree, String path, String target) {
    if (tree.get(path) == null) {
      tree.symlink(path, target);
    }
  }

  private static void copy(FileTree tree, String from, String to) throws IOException {
    if (!(tree.get(from) instanceof Entry.Regular file)) {
      throw new IOException("the packages have no " + from);
    }
    tree.file(to, 0644, file.content());
  }
}
