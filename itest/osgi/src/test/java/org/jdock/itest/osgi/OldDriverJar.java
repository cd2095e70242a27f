package org.jdock.itest.osgi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jdock.itest.osgi.exam.Roots;

/** The driver that was built against the first contract, built once more against just that. */
final class OldDriverJar {
  private static final Path SOURCES = Path.of("src/test/spi-1.0");
  private static final String NAME = "org.vendor.old.OldDriver";
  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
        <property name="jdock.driver" type="String" value="old"/>
        <service><provide interface="org.jdock.spi.log.LogDriver"/></service>
        <implementation class="%1$s"/>
      </scr:component>
      """
          .formatted(NAME);

  private OldDriverJar() {}

  static Path make() throws IOException, InterruptedException {
    var contract = compile(SOURCES.resolve("contract"), null, "contract");
    var classes = compile(SOURCES.resolve("driver"), contract, "driver");
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    Map.of(
            "Manifest-Version", "1.0",
            "Bundle-ManifestVersion", "2",
            "Bundle-SymbolicName", "org.vendor.old",
            "Bundle-Version", "1.0.0",
            "Service-Component", "OSGI-INF/old.xml",
            "Import-Package",
                "org.jdock.spi;version=\"[1.0,2)\",org.jdock.spi.log;version=\"[1.0,2)\"")
        .forEach(main::putValue);
    var jar = Roots.top().resolve("old.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry("OSGI-INF/old.xml"));
      out.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
      for (var file : files(classes)) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        out.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }

  /** By the JDK's javac and not in this process, whose class path has the contract of today. */
  private static Path compile(Path sources, Path classPath, String name)
      throws IOException, InterruptedException {
    var into = Files.createDirectories(Roots.top().resolve("old-" + name));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("-proc:none", "-d", into.toString()));
    command.addAll(List.of("-cp", String.valueOf(classPath == null ? into : classPath)));
    files(sources).forEach(file -> command.add(file.toString()));
    var javac = new ProcessBuilder(command).inheritIO().start();
    if (javac.waitFor() != 0) {
      throw new IOException("javac failed for " + sources);
    }
    return into;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
