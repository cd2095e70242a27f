package org.jdock.itest.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What vendors and front ends compile against changes only together with its package's
 * {@code @Version}. The baseline is the API of the last release; {@code -Dbaseline.update=true}
 * writes it anew.
 */
class ApiBaselineTest {
  private static final Set<String> PUBLISHED =
      Set.of("bundles/spi", "bundles/api", "bundles/linux", "itest/tck");

  @TestFactory
  List<DynamicTest> publishedApiKeepsItsPromises() throws IOException {
    return Modules.here().all().stream()
        .filter(module -> PUBLISHED.contains(module.name()))
        .map(module -> DynamicTest.dynamicTest(module.name(), () -> check(module)))
        .toList();
  }

  private static void check(Modules.Module module) throws Exception {
    var now = ApiText.ofClasses(module.classes());
    var file = module.dir().resolve("baseline.txt");
    if (Boolean.getBoolean("baseline.update")) {
      Files.write(file, now.lines());
    }
    assertTrue(Files.exists(file), file + " is missing: test with -Dbaseline.update=true");
    var baseline = ApiText.parse(Files.readAllLines(file));
    assertEquals(List.of(), ApiChange.complaints(now, baseline));
  }

  @Test
  void textIsReadBackAsItWas() throws Exception {
    var api = ApiText.ofClasses(spi());
    assertEquals(api.lines(), ApiText.parse(api.lines()).lines());
  }

  @Test
  void addingAMethodToAContractNeedsAMajorVersion() throws Exception {
    var now = ApiText.ofClasses(spi());
    var method =
        now.lines().stream().filter(line -> line.strip().startsWith("METHOD MAJOR")).findFirst();
    assertTrue(method.isPresent(), "the contracts have abstract methods");
    var complaints = ApiChange.complaints(now, without(now, method.get()));
    assertEquals(1, complaints.size());
    var signature = method.get().strip().split(" ", 4)[3];
    assertTrue(complaints.getFirst().contains("MAJOR change: ADDED"), complaints::getFirst);
    assertTrue(complaints.getFirst().contains(signature), complaints::getFirst);
    assertTrue(complaints.getFirst().contains("@Version(\"2.0.0\")"), complaints::getFirst);
  }

  @Test
  void aBumpedVersionIsEnough() throws Exception {
    var now = ApiText.ofClasses(spi());
    var method =
        now.lines().stream().filter(line -> line.strip().startsWith("METHOD MAJOR")).findFirst();
    var bumped =
        ApiText.parse(
            now.lines().stream()
                .map(line -> line.startsWith("package ") ? line.replaceAll("\\S+$", "2.0.0") : line)
                .toList());
    assertEquals(List.of(), ApiChange.complaints(bumped, without(now, method.orElseThrow())));
  }

  @Test
  void aRemovedPackageIsNoticed() throws Exception {
    var now = ApiText.ofClasses(spi());
    var nothing = ApiText.parse(List.of(now.lines().get(now.versions().size())));
    assertEquals(now.versions().size(), ApiChange.complaints(nothing, now).size());
    assertEquals(List.of(), ApiChange.complaints(now, nothing));
  }

  private static Path spi() throws IOException {
    return Modules.here().root().resolve("bundles/spi/target/classes");
  }

  /** The same API before one element (and all below it) was there. */
  private static ApiText without(ApiText api, String element) throws Exception {
    var lines = api.lines();
    var from = lines.indexOf(element);
    var depth = depth(element);
    var to = from + 1;
    while (to < lines.size() && depth(lines.get(to)) > depth) {
      to++;
    }
    lines.subList(from, to).clear();
    return ApiText.parse(lines);
  }

  private static int depth(String line) {
    return line.length() - line.stripLeading().length();
  }
}
