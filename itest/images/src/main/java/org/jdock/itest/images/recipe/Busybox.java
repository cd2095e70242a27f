package org.jdock.itest.images.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdock.itest.images.debian.DebUnpacker;
import org.jdock.itest.images.debian.PackageCache;
import org.jdock.itest.images.layer.Compression;
import org.jdock.itest.images.layer.Entry;
import org.jdock.itest.images.layer.FileTree;
import org.jdock.itest.images.oci.ImageWriter.Variant;
import org.jdock.itest.images.oci.Layer;
import org.jdock.itest.images.oci.Platform;
import org.jdock.itest.images.oci.RunConfig;

/** Debian's static busybox with a link for each of its applets. */
record Busybox(String name, Compression compression) implements Recipe {
  private static final List<String> PACKAGES = List.of("busybox-static");

  @Override
  public List<Path> packages(PackageCache cache) throws IOException {
    return cache.resolve(PACKAGES);
  }

  @Override
  public List<Variant> variants(PackageCache cache) throws IOException {
    var unpacked = new FileTree();
    new DebUnpacker(path -> path.endsWith("bin/busybox"), _ -> "bin/busybox")
        .unpack(packages(cache), unpacked);
    if (!(unpacked.get("bin/busybox") instanceof Entry.Regular busybox)) {
      throw new IOException("busybox-static has no bin/busybox");
    }
    var tree = new FileTree().file("bin/busybox", 0755, busybox.content());
    for (var applet : applets(busybox.content())) {
      if (tree.get("bin/" + applet) == null) {
        tree.hardlink("bin/" + applet, "bin/busybox");
      }
    }
    tree.directory("tmp", 01777).directory("root", 0700).directory("var/tmp", 01777);
    for (var mountPoint : List.of("dev", "proc", "sys", "etc", "home")) {
      tree.directory(mountPoint, 0755);
    }
    tree.text("etc/passwd", Accounts.PASSWD).text("etc/group", Accounts.GROUP);
    return List.of(
        new Variant(
            Platform.host(),
            RunConfig.command("sh"),
            List.of(new Layer(tree, "ADD busybox-static /"))));
  }

  private static List<String> applets(byte[] busybox) throws IOException {
    // The name has to begin with busybox, or it looks for an applet of that name.
    var program = Files.createTempFile("busybox", "");
    try {
      Files.write(program, busybox);
      program.toFile().setExecutable(true);
      var process = new ProcessBuilder(program.toString(), "--list").start();
      var output = process.getInputStream().readAllBytes();
      var applets = new String(output, StandardCharsets.UTF_8).lines().sorted().toList();
      if (applets.isEmpty()) {
        throw new IOException("busybox lists no applets");
      }
      return applets;
    } finally {
      Files.delete(program);
    }
  }
}
