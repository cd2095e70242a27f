package org.jdock.registry.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = open(bundle, name)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }

  private static InputStream open(Bundle bundle, String name) throws IOException {
    var url = bundle.getEntry(name);
    if (url == null) {
      throw new IOException("entry " + name + " can't be read");
    }
    return url.openStream();
  }

  /** Files only. Unlike other ways to ask a bundle, this one does not try to resolve it. */
  static List<String> names(Bundle bundle) {
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

  /** A jar to be compared with those that came with jdock. */
  static Shipped.Candidate candidate(Path jar) {
    return new Shipped.Candidate() {
      @Override
      public byte[] manifest() throws IOException {
        return Contents.manifest(jar);
      }

      @Override
      public String digest() throws IOException {
        return Contents.digest(jar);
      }
    };
  }

  /** The same of what the framework would load of a bundle. */
  static Shipped.Candidate candidate(Bundle bundle, List<String> names) {
    return new Shipped.Candidate() {
      @Override
      public byte[] manifest() throws IOException {
        if (!names.contains(JarFile.MANIFEST_NAME)) {
          return new byte[0];
        }
        try (InputStream in = open(bundle, JarFile.MANIFEST_NAME)) {
          return in.readAllBytes();
        }
      }

      @Override
      public String digest() throws IOException {
        return Contents.digest(names, name -> open(bundle, name));
      }
    };
  }

  /** A jar's manifest as it lies there; empty when it has none. */
  static byte[] manifest(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
      if (entry == null) {
        return new byte[0];
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }
  }

  /** A digest of all entries, the same however they are packed. */
  static String digest(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      var names = jar.stream().filter(each -> !each.isDirectory()).map(ZipEntry::getName).toList();
      return digest(names, name -> jar.getInputStream(jar.getEntry(name)));
    }
  }

  private interface Source {
    InputStream open(String name) throws IOException;
  }

  private static String digest(List<String> names, Source source) throws IOException {
    var digest = Fingerprints.sha256();
    for (String name : names.stream().sorted().toList()) {
      var one = Fingerprints.sha256();
      try (InputStream in = source.open(name)) {
        one.update(in.readAllBytes());
      }
      digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(one.digest());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
