package org.jdock.itest.images.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jdock.itest.images.debian.PackageCache;
import org.jdock.itest.images.layer.FileTree;
import org.jdock.itest.images.oci.ImageWriter.Variant;
import org.jdock.itest.images.oci.Layer;
import org.jdock.itest.images.oci.Platform;
import org.jdock.itest.images.oci.RunConfig;

/**
 * Debian's nginx with the manners of the official image: logs on the standard streams, the page in
 * /usr/share/nginx/html, SIGQUIT to end. Three layers, of which the last hides files of the others.
 */
final class Nginx implements Recipe {
  private static final List<String> PACKAGES = List.of("nginx");

  @Override
  public String name() {
    return "nginx:latest";
  }

  @Override
  public List<Path> packages(PackageCache cache) throws IOException {
    var all = new java.util.ArrayList<>(cache.resolve(DebianSlim.PACKAGES));
    all.addAll(cache.resolveOnTopOf(DebianSlim.PACKAGES, PACKAGES));
    return List.copyOf(all);
  }

  @Override
  public List<Variant> variants(PackageCache cache) throws IOException {
    var packages = new FileTree();
    DebianSlim.unpacker().unpack(cache.resolveOnTopOf(DebianSlim.PACKAGES, PACKAGES), packages);
    var run =
        RunConfig.command("nginx", "-g", "daemon off;")
            .withPorts("80/tcp")
            .withStopSignal("SIGQUIT")
            .withLabel("org.opencontainers.image.title", "nginx");
    var layers =
        List.of(
            DebianSlim.layer(cache),
            new Layer(packages, "ADD nginx and its libraries /"),
            new Layer(configuration(), "COPY configuration /"));
    return List.of(new Variant(Platform.host(), run, layers));
  }

  private static FileTree configuration() throws IOException {
    return new FileTree()
        .text("etc/nginx/nginx.conf", resource("nginx.conf"))
        .text("etc/nginx/conf.d/default.conf", resource("default.conf"))
        .text("usr/share/nginx/html/index.html", resource("index.html"))
        .symlink("var/log/nginx/access.log", "/dev/stdout")
        .symlink("var/log/nginx/error.log", "/dev/stderr")
        // Debian's own layout of sites is not used: one directory is hidden, one file removed.
        .opaque("etc/nginx/sites-available")
        .whiteout("etc/nginx/sites-enabled")
        .whiteout("etc/issue.net");
  }

  private static String resource(String name) throws IOException {
    try (var in = Nginx.class.getResourceAsStream("nginx/" + name)) {
      if (in == null) {
        throw new IOException("resource missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
