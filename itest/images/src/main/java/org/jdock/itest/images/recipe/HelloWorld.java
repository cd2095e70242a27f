package org.jdock.itest.images.recipe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.itest.images.debian.PackageCache;
import org.jdock.itest.images.layer.FileTree;
import org.jdock.itest.images.oci.ImageWriter.Variant;
import org.jdock.itest.images.oci.Layer;
import org.jdock.itest.images.oci.Platform;
import org.jdock.itest.images.oci.RunConfig;

/** One static program that says hello; for both platforms if asked, which makes an index. */
record HelloWorld(String name, boolean both) implements Recipe {
  private static final String TEXT =
      """

      Hello from a container of jdock!

      This text was printed by a program of one page, which the engine found in an
      image, unpacked into a layer, and started in namespaces of its own.

      """;

  @Override
  public List<Path> packages(PackageCache cache) {
    return List.of();
  }

  @Override
  public List<Variant> variants(PackageCache cache) {
    var host =
        Platform.host().equals(Platform.LINUX_ARM64) ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64;
    var variants = new ArrayList<>(List.of(variant(host)));
    if (both) {
      variants.add(
          variant(host.equals(Platform.LINUX_AMD64) ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64));
    }
    return variants;
  }

  private static Variant variant(Platform platform) {
    var tree = new FileTree().file("hello", 0755, TinyProgram.printing(TEXT, platform));
    return new Variant(
        platform, RunConfig.command("/hello"), List.of(new Layer(tree, "COPY hello /")));
  }
}
