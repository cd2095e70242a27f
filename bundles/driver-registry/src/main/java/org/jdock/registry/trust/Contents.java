package org.jdock.registry.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/** What is in jars and bundles. */
final class Contents {
  private Contents() {}

  /**
   * Writes what the framework would load of a bundle into a jar. The bundle's location says
   * nothing: whoever installs one may name any, and give the bytes besides.
   */
  static void write(Bundle bundle, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (String name : names(bundle)) {
        var url = bundle.getEntry(name);
        if (url == null) {
          throw new IOException("entry " + name + " can't be read");
        }
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = url.openStream()) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }

  /** Files only. Unlike other ways to ask a bundle, this one does not try to resolve it. */
  private static List<String> names(Bundle bundle) {
    List<String> files = new ArrayList<>();
    List<String> folders = new ArrayList<>(List.of("/"));
    while (!folders.isEmpty()) {
      Enumeration<String> inside = bundle.getEntryPaths(folders.removeLast());
      for (String name : inside == null ? List.<String>of() : Collections.list(inside)) {
        (name.endsWith("/") ? folders : files).add(name);
      }
    }
    return files;
  }

  /** A digest of all entries, the same however they are packed. */
  static String digest(Path path) throws IOException {
    var digest = Fingerprints.sha256();
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      var entries =
          jar.stream()
              .filter(each -> !each.isDirectory())
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      for (var entry : entries) {
        var one = Fingerprints.sha256();
        one.update(jar.getInputStream(entry).readAllBytes());
        digest.update((entry.getName() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update(one.digest());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
