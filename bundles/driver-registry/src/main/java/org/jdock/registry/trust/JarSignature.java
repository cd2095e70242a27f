package org.jdock.registry.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What a jar's signature (Jar File Specification, "Signed JAR File") covers: all of the jar by the
 * same signers, nothing at all, or less than it should.
 *
 * @param signers of every entry; empty when it is unsigned or tampered with
 * @param damage what was done to it after it was signed; empty when nothing was
 * @param leftover whether there are signature files that are good for nothing
 */
record JarSignature(List<CodeSigner> signers, String damage, boolean leftover) {
  JarSignature {
    signers = List.copyOf(signers);
  }

  /** Of what has no file of a signature: there is nothing to check. */
  static JarSignature none() {
    return new JarSignature(List.of(), "", false);
  }

  private static JarSignature damaged(String how) {
    return new JarSignature(List.of(), how, false);
  }

  /**
   * Reads the whole jar, and checks each entry's digest.
   *
   * @throws IOException when it is no jar
   */
  static JarSignature of(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile(), true)) {
      return read(jar);
    } catch (SecurityException e) {
      return damaged(String.valueOf(e.getMessage()));
    }
  }

  private static JarSignature read(JarFile jar) throws IOException {
    Set<CodeSigner> common = null;
    Set<String> names = new HashSet<>();
    List<String> unsigned = new ArrayList<>();
    boolean signedOne = false;
    boolean leftover = false;
    for (JarEntry entry : jar.stream().toList()) {
      String name = entry.getName();
      if (!names.add(name)) {
        return damaged("it has two entries " + name);
      }
      if (isSignature(name)) {
        leftover = true;
      }
      if (entry.isDirectory() || isSignature(name) || name.equals(JarFile.MANIFEST_NAME)) {
        continue;
      }
      try (InputStream in = jar.getInputStream(entry)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      CodeSigner[] signers = entry.getCodeSigners();
      if (signers == null || signers.length == 0) {
        unsigned.add(name);
        continue;
      }
      signedOne = true;
      if (common == null) {
        common = new LinkedHashSet<>(List.of(signers));
      } else {
        common.retainAll(List.of(signers));
      }
    }
    if (common == null || !signedOne) {
      return new JarSignature(List.of(), "", leftover);
    }
    if (!unsigned.isEmpty()) {
      return damaged(unsigned.getFirst() + " is not covered by its signature");
    }
    if (common.isEmpty()) {
      return damaged("its entries have different signers");
    }
    String gone = missing(jar.getManifest(), names);
    return gone == null ? new JarSignature(List.copyOf(common), "", false) : damaged(gone);
  }

  /** The JDK does not miss what was signed and is not there any more. */
  private static @Nullable String missing(@Nullable Manifest manifest, Set<String> names) {
    if (manifest != null) {
      for (Map.Entry<String, Attributes> each : manifest.getEntries().entrySet()) {
        boolean digested =
            each.getValue().keySet().stream().anyMatch(key -> key.toString().endsWith("-Digest"));
        if (digested && !names.contains(each.getKey())) {
          return each.getKey() + " was signed and is missing";
        }
      }
    }
    return null;
  }

  /** The files of a signature, which it can't cover itself. */
  static boolean isSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.matches("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");
  }
}
