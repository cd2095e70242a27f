package org.jdock.itest.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aQute.bnd.osgi.Domain;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Bundles export what is meant for others, and import what somebody exports. */
class ManifestRulesTest {
  private final TreeMap<String, Domain> manifests = new TreeMap<>();

  ManifestRulesTest() throws IOException {
    for (var module : Modules.here().shipped().toList()) {
      var manifest = module.classes().resolve("META-INF/MANIFEST.MF");
      if (Files.exists(manifest)) {
        try (var in = Files.newInputStream(manifest)) {
          manifests.put(module.name(), Domain.domain(new Manifest(in)));
        }
      }
    }
  }

  @Test
  void noBundleExportsItsInternals() {
    assertEquals(
        List.of(), exports().stream().filter(name -> (name + ".").contains(".internal.")).toList());
  }

  @Test
  void driversShareNothingButContracts() {
    assertEquals(
        List.of(),
        exports().stream().filter(name -> name.startsWith("org.jdock.driver.")).toList());
  }

  @Test
  void everyImportIsExportedSomewhere() {
    var exported = exports();
    var jdk =
        ModuleLayer.boot().modules().stream()
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toSet());
    var lost = new ArrayList<String>();
    manifests.forEach((module, manifest) ->
        manifest
            .getImportPackage()
            .forEach((name, attributes) -> {
              var known =
                  name.startsWith("org.jdock.")
                      ? exported.contains(name)
                      : jdk.contains(name)
                          || attributes.getVersion() != null
                          || "optional".equals(attributes.get("resolution:"));
              if (!known) {
                lost.add(module + " imports " + name);
              }
            }));
    assertEquals(List.of(), lost, "imports that nothing is known to export");
  }

  private Set<String> exports() {
    var names = new HashSet<String>();
    manifests.values().forEach(manifest -> names.addAll(manifest.getExportPackage().keySet()));
    return names;
  }
}
