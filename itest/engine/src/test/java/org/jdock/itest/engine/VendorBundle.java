package org.jdock.itest.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle of one driver whose class is on the test's own class path. */
record VendorBundle(Class<?> driver, String name, Class<?> kind) {
  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="CLASS">
        <property name="jdock.driver" type="String" value="NAME"/>
        <service><provide interface="KIND"/></service>
        <implementation class="CLASS"/>
      </scr:component>
      """;

  Path make(Path jar, String version) throws IOException {
    var manifest = new Manifest();
    var main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "vendor." + name);
    main.putValue("Bundle-Version", version);
    main.putValue("Import-Package", "org.jdock.spi," + kind.getPackageName());
    main.putValue("Service-Component", "OSGI-INF/driver.xml");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry("OSGI-INF/driver.xml"));
      out.write(
          COMPONENT
              .replace("CLASS", driver.getName())
              .replace("NAME", name)
              .replace("KIND", kind.getName())
              .getBytes(StandardCharsets.UTF_8));
      var path = driver.getName().replace('.', '/') + ".class";
      out.putNextEntry(new JarEntry(path));
      try (var in = driver.getResourceAsStream("/" + path)) {
        if (in == null) {
          throw new IOException("no " + path);
        }
        in.transferTo(out);
      }
    }
    return jar;
  }
}
