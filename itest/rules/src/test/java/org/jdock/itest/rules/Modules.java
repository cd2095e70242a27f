package org.jdock.itest.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules that the root pom lists, with their sources and compiled classes. */
record Modules(Path root, List<Module> all) {

  /** One module: its folder relative to the root ("bundles/spi") and where that is. */
  record Module(String name, Path dir) {
    Path sources() {
      return dir.resolve("src/main/java");
    }

    Path classes() {
      return dir.resolve("target/classes");
    }

    boolean isDriver() {
      return name.startsWith("drivers/");
    }

    boolean isTest() {
      return name.startsWith("itest/");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The tree that this test was started in; surefire's working directory is the module's folder.
   */
  static Modules here() throws IOException {
    var root = Path.of("../..").toRealPath();
    var pom = Files.readString(root.resolve("pom.xml")).replaceAll("(?s)<!--.*?-->", "");
    var modules =
        Pattern.compile("<module>\\s*([^<]+?)\\s*</module>")
            .matcher(pom)
            .results()
            .map(match -> new Module(match.group(1), root.resolve(match.group(1))))
            .toList();
    return new Modules(root, modules);
  }

  /** Those that ship: with sources of their own, and not only there to test the others. */
  Stream<Module> shipped() {
    return all.stream().filter(module -> !module.isTest() && Files.isDirectory(module.sources()));
  }

  /**
   * Everything that was compiled from the main sources of every module, the tests' own included.
   */
  JavaClasses classes() {
    return new ClassFileImporter()
        .importPaths(all.stream().map(Module::classes).filter(Files::isDirectory).toList());
  }

  /** Every Java file below the modules, main and test. */
  List<Path> javaFiles() throws IOException {
    var files = Stream.<Path>builder();
    for (var module : all) {
      var src = module.dir().resolve("src");
      if (Files.isDirectory(src)) {
        try (var walk = Files.walk(src)) {
          walk.filter(file -> file.toString().endsWith(".java")).forEach(files);
        }
      }
    }
    return files.build().toList();
  }
}
