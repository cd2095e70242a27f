package org.jdock.itest.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HygieneTest {
  private static final Path FILE = Path.of("A.java");

  private final Modules modules = Modules.here();

  HygieneTest() throws IOException {}

  @Test
  void sourcesAreSmallAndDone() throws IOException {
    var found = new ArrayList<String>();
    for (var file : modules.javaFiles()) {
      found.addAll(Hygiene.ofSource(file, Files.readString(file)));
    }
    assertEquals(List.of(), found);
  }

  @Test
  void nobodyBranchesOnADriversName() throws IOException {
    var found = new ArrayList<String>();
    for (var file : modules.javaFiles()) {
      if (modules.root().relativize(file).startsWith("bundles") && isMain(file)) {
        found.addAll(Hygiene.ofEngineSource(file, Files.readString(file)));
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    var folders = new TreeSet<Path>();
    for (var file : modules.javaFiles()) {
      if (isMain(file)) {
        folders.add(file.getParent());
      }
    }
    var found = new ArrayList<String>();
    for (var folder : folders) {
      found.addAll(Hygiene.ofPackage(folder));
    }
    assertEquals(List.of(), found);
  }

  @Test
  void driversAreMadeAtTheirFirstLease() throws IOException {
    var found = new ArrayList<String>();
    for (var module : modules.shipped().filter(Modules.Module::isDriver).toList()) {
      var descriptions = module.classes().resolve("OSGI-INF");
      if (Files.isDirectory(descriptions)) {
        try (var files = Files.newDirectoryStream(descriptions, "*.xml")) {
          for (var file : files) {
            found.addAll(Hygiene.ofDriverComponent(file, Files.readString(file)));
          }
        }
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void eachBreachIsNoticed(@TempDir Path dir) throws IOException {
    assertEquals(1, Hygiene.ofSource(FILE, "// FIX" + "ME: later").size());
    assertEquals(1, Hygiene.ofSource(FILE, "\n".repeat(Hygiene.MOST_LINES + 1)).size());
    assertEquals(1, Hygiene.ofEngineSource(FILE, "if (name.equals(\"vfs\")) {").size());
    assertEquals(1, Hygiene.ofEngineSource(FILE, "case \"a\", \"overlay2\" ->").size());
    assertEquals(1, Hygiene.ofDriverComponent(FILE, "immediate=\"true\" <provide />").size());
    assertEquals(1, Hygiene.ofDriverComponent(FILE, "<scr:component/>").size());
    assertEquals(1, Hygiene.ofPackage(dir).size());
    Files.writeString(dir.resolve("package-info.java"), "package a; // @NullMarked");
    assertEquals(1, Hygiene.ofPackage(dir).size());
  }

  @Test
  void whatIsRightIsLeftAlone(@TempDir Path dir) throws IOException {
    assertEquals(List.of(), Hygiene.ofSource(FILE, "\n".repeat(Hygiene.MOST_LINES)));
    assertEquals(List.of(), Hygiene.ofEngineSource(FILE, "String fallback = \"overlay2\";"));
    assertEquals(List.of(), Hygiene.ofDriverComponent(FILE, "<service><provide interface=\"a\"/>"));
    Files.writeString(dir.resolve("package-info.java"), "/** A. */\n@NullMarked\npackage a;");
    assertEquals(List.of(), Hygiene.ofPackage(dir));
  }

  private static boolean isMain(Path file) {
    return file.toString().contains("/src/main/java/");
  }
}
