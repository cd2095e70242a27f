package org.jdock.itest.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jdock.itest.osgi.exam.Roots;
import org.jdock.spi.log.LogDriver;

/** Other versions of the distribution's json-file driver. */
final class DriverJars {
  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="CLASS">
        <property name="jdock.driver" type="String" value="NAME"/>
        <service><provide interface="KIND"/></service>
        <implementation class="CLASS"/>
      </scr:component>
      """;

  private DriverJars() {}

  private static Path shipped() throws IOException {
    var drivers = Path.of(System.getProperty("jdock.distribution")).resolve("drivers");
    try (var all = Files.list(drivers)) {
      return all.filter(jar -> jar.toString().contains("log-json-file")).findFirst().orElseThrow();
    }
  }

  /** The shipped driver under another version. */
  static Path version(String version) throws IOException {
    return with(Map.of("Bundle-Version", version));
  }

  /** The shipped driver with other headers; an empty one is left out. */
  static Path with(Map<String, String> headers) throws IOException {
    return make(headers, Map.of());
  }

  /** A bundle of the same name whose driver is that class. */
  static Path of(Class<?> driver, String version) throws IOException {
    return of("json-file", LogDriver.class, driver, Map.of("Bundle-Version", version));
  }

  /** A bundle of a vendor's own, whose one driver is that class. */
  static Path vendor(String name, Class<?> kind, Class<?> driver, String version)
      throws IOException {
    return of(
        name,
        kind,
        driver,
        Map.of(
            "Bundle-SymbolicName",
            "com.example." + name,
            "Bundle-Version",
            version,
            "Import-Package",
            "org.jdock.spi,org.jspecify.annotations;resolution:=optional,"
                + kind.getPackageName()));
  }

  private static Path of(String name, Class<?> kind, Class<?> driver, Map<String, String> headers)
      throws IOException {
    var files = new TreeMap<String, byte[]>();
    for (Class<?> each : new Class<?>[] {driver, driver.getSuperclass()}) {
      var path = each.getName().replace('.', '/') + ".class";
      try (InputStream in = driver.getResourceAsStream("/" + path)) {
        files.put(path, in.readAllBytes());
      }
    }
    var component = "OSGI-INF/" + driver.getName() + ".xml";
    files.put(
        component,
        COMPONENT
            .replace("CLASS", driver.getName())
            .replace("NAME", name)
            .replace("KIND", kind.getName())
            .getBytes(StandardCharsets.UTF_8));
    var all = new TreeMap<>(headers);
    all.put("Service-Component", component);
    return make(all, files);
  }

  private static Path make(Map<String, String> headers, Map<String, byte[]> more)
      throws IOException {
    try (var from = new JarFile(shipped().toFile())) {
      var manifest = new Manifest(from.getManifest());
      Attributes main = manifest.getMainAttributes();
      headers.forEach((name, value) -> {
        main.remove(new Attributes.Name(name));
        if (!value.isEmpty()) {
          main.putValue(name, value);
        }
      });
      var jar = Files.createTempFile(Roots.top(), "driver", ".jar");
      try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
        for (var entry : from.stream().toList()) {
          if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            out.putNextEntry(new JarEntry(entry.getName()));
            try (var in = from.getInputStream(entry)) {
              in.transferTo(out);
            }
          }
        }
        for (var file : more.entrySet()) {
          out.putNextEntry(new JarEntry(file.getKey()));
          out.write(file.getValue());
        }
      }
      return jar;
    }
  }

  static String header(String name) throws IOException {
    try (var jar = new JarFile(shipped().toFile())) {
      return jar.getManifest().getMainAttributes().getValue(name);
    }
  }
}
