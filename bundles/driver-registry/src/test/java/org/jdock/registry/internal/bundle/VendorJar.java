package org.jdock.registry.internal.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes driver bundles. */
record VendorJar(String symbolicName, String driver, String fault, String imports) {
  static final VendorJar GOOD =
      new VendorJar("vendor.log", "vendor", "", "org.jdock.spi,org.jdock.spi.log");

  VendorJar fault(String text) {
    return new VendorJar(symbolicName, driver, text, imports);
  }

  VendorJar importing(String text) {
    return new VendorJar(symbolicName, driver, fault, imports + "," + text);
  }

  VendorJar named(String text) {
    return new VendorJar(text, driver, fault, imports);
  }

  Path make(Path dir, String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", symbolicName);
    main.putValue("Bundle-Version", version);
    main.putValue("Bundle-Activator", "org.jdock.registry.vendor.VendorActivator");
    main.putValue("Import-Package", "org.osgi.framework," + imports);
    main.putValue("X-Name", driver);
    main.putValue("X-Fault", fault);
    Path jar = Files.createTempFile(dir, symbolicName, ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (String name : new String[] {"VendorActivator", "VendorActivator$1", "VendorDriver"}) {
        String path = "org/jdock/registry/vendor/" + name + ".class";
        out.putNextEntry(new JarEntry(path));
        try (InputStream in = VendorJar.class.getResourceAsStream("/" + path)) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }
}
