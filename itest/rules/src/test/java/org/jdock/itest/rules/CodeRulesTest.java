package org.jdock.itest.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule holds for the code that ships, and fails on the fixture that breaks it. */
class CodeRulesTest {
  private static final String FIXTURE = "org.jdock.itest.rules.fixture";

  /**
   * Where a compiled class may live: each has its import rule, or is the top that wires the rest.
   */
  private static final Set<String> KNOWN =
      Set.of(
          "api",
          "spi",
          "linux",
          "client",
          "launcher",
          "driver",
          "image",
          "container",
          "network",
          "volume",
          "system",
          "registry",
          "build",
          "http",
          "shell",
          "tck",
          "itest");

  private final Modules modules = Modules.here();
  private final JavaClasses shipped = modules.classes();

  CodeRulesTest() throws IOException {}

  @TestFactory
  List<DynamicTest> theCodeKeepsEveryRule() {
    return new CodeRules("org.jdock")
        .all().entrySet().stream()
            .map(rule ->
                DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(shipped)))
            .toList();
  }

  @TestFactory
  List<DynamicTest> aFixtureBreaksEveryRule() {
    var broken = new ClassFileImporter().importPackages(FIXTURE);
    return new CodeRules(FIXTURE)
        .all().entrySet().stream()
            .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> assertBroken(rule, broken)))
            .toList();
  }

  private static void assertBroken(Map.Entry<String, ArchRule> rule, JavaClasses broken) {
    var result = rule.getValue().evaluate(broken);
    assertTrue(result.hasViolation(), "not noticed: " + rule.getKey());
    // What is allowed stands beside what is not, in classes of their own.
    assertFalse(
        result.getFailureReport().getDetails().stream()
            .anyMatch(line -> line.matches("[^<]*<[\\w.]*\\.Fine\\w*[.>].*")),
        () -> "noticed too much: " + result.getFailureReport());
  }

  @Test
  void everyOffenderIsNamed() {
    var broken = new ClassFileImporter().importPackages(FIXTURE);
    var report =
        new CodeRules(FIXTURE)
            .all().values().stream()
                .flatMap(rule -> rule.evaluate(broken).getFailureReport().getDetails().stream())
                .collect(Collectors.joining());
    var missed =
        broken.stream()
            .filter(type -> !type.getSimpleName().matches("(?:Fine|Hidden).*"))
            .map(JavaClass::getName)
            .filter(name -> !report.contains("<" + name + "."))
            .toList();
    assertEquals(List.of(), missed);
  }

  @Test
  void everyModuleWasCompiled() {
    var missing =
        modules.all().stream()
            .filter(module ->
                Files.isDirectory(module.sources()) && !Files.isDirectory(module.classes()))
            .toList();
    assertEquals(List.of(), missing, "modules of the root pom without classes");
    assertFalse(shipped.isEmpty());
  }

  @Test
  void everyPackageHasARule() {
    var strangers =
        shipped.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !KNOWN.contains(name.replaceAll("^org\\.jdock\\.(\\w+).*$", "$1")))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), strangers, "packages that no import rule covers");
  }
}
