package org.jdock.launcher.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start knows of the jars: read once, and the same from the file that is kept. */
class ClassPathTest {
  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s">
      \t<implementation class="%s"/>
      </scr:component>
      """;

  @TempDir Path folder;

  private Path jar(String name, String header, Map<String, String> entries) throws IOException {
    var manifest = new Manifest();
    var main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Service-Component", header);
    var file = folder.resolve(name + ".jar");
    try (var out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (var entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static String text(ClassPathJar jar, String path) throws Exception {
    try (var in = jar.getEntry(path).orElseThrow().getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void componentsAreOneDocument() throws Exception {
    var file =
        jar(
            "org.jdock.some",
            "OSGI-INF/a.xml,OSGI-INF/b.xml",
            Map.of(
                "OSGI-INF/a.xml", COMPONENT.formatted("a", "x.A"),
                "OSGI-INF/b.xml", COMPONENT.formatted("b", "x.B"),
                "other.txt", "hello"));
    System.setProperty("jdock.index", folder.resolve("index").toString());
    var before = System.getProperty("java.class.path");
    System.setProperty("java.class.path", file.toString());
    try {
      var read = ClassPathIndex.read();
      Files.writeString(file, "no jar any more"); // so this comes from the index
      var again = ClassPathIndex.read();
      assertEquals(read.packages(), again.packages());
      for (var classPath : List.of(read, again)) {
        var jar = classPath.bundles().get("connect:org.jdock.some");
        assertNotNull(jar);
        assertEquals("OSGI-INF/components.xml", jar.headers().get("Service-Component"));
        assertEquals(List.of("OSGI-INF/components.xml"), jar.getEntries());
        var in = jar.getEntry("OSGI-INF/components.xml").orElseThrow().getInputStream();
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var found =
            factory
                .newDocumentBuilder()
                .parse(in)
                .getElementsByTagNameNS("http://www.osgi.org/xmlns/scr/v1.4.0", "component");
        assertEquals(2, found.getLength());
        assertEquals("b", found.item(1).getAttributes().getNamedItem("name").getNodeValue());
      }
    } finally {
      System.setProperty("java.class.path", before);
      System.clearProperty("jdock.index");
    }
  }

  @Test
  void otherEntriesAreFoundByName() throws Exception {
    var file =
        jar(
            "org.jdock.some",
            "OSGI-INF/a.xml",
            Map.of("OSGI-INF/a.xml", COMPONENT.formatted("a", "x.A"), "other.txt", "hello"));
    var jar = ClassPath.read(file.toString()).bundles().get("connect:org.jdock.some");
    assertNotNull(jar);
    assertEquals("hello", text(jar, "other.txt"));
    assertTrue(jar.getEntry("none.txt").isEmpty());
    jar.close();
  }

  @Test
  void oneThatIsMissingIsNamed() throws Exception {
    var file = jar("org.jdock.some", "OSGI-INF/none.xml", Map.of());
    var failure = assertThrows(IOException.class, () -> ClassPath.read(file.toString()));
    assertTrue(String.valueOf(failure.getMessage()).contains("OSGI-INF/none.xml"));
  }
}
