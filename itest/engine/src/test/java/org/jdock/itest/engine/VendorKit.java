package org.jdock.itest.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdock.itest.engine.support.Run;

/**
 * What vendors build against, published from a copy of this checkout: the build that runs these
 * tests is at work in the checkout itself.
 */
final class VendorKit {
  private static final List<String> WHOLE =
      List.of(
          "bundles/spi",
          "bundles/linux",
          "itest/tck",
          "distribution/archetype",
          "itest/vendor-sample",
          "drivers/runtime-oci/src/main",
          "drivers/security-default/src/main",
          "distribution/lib");

  private final Path checkout = Path.of("../..").toRealPath();
  private final Path folder;
  private final Path local;

  /**
   * Publishes.
   *
   * @param folder a folder of its own
   */
  VendorKit(Path folder) throws IOException {
    this.folder = folder;
    // Kept between runs, so that plugins are downloaded once; never the developer's own.
    local = Files.createDirectories(Path.of("target/vendor-m2")).toRealPath();
    Run.of(Map.of(), List.of("rm", "-rf", local.resolve("org/jdock").toString())).ok();
    copy();
    var script = folder.resolve("checkout/jdock").toString();
    // What is published are the classes that are being tested; to compile them takes a minute.
    var environment = Map.of("JDOCK_NO_INSTALL", "1", "MAVEN_OPTS", "-Dmaven.main.skip=true");
    Run.of(environment, List.of(script, "publish", repository().toString())).ok();
    Files.writeString(settings(), near(Files.readString(settings())));
    wrapMaven();
  }

  private void copy() throws IOException {
    for (var file : sources()) {
      var to = folder.resolve("checkout").resolve(checkout.relativize(file));
      Files.createDirectories(to.getParent());
      Files.copy(file, to);
      to.toFile().setExecutable(Files.isExecutable(file));
    }
  }

  private List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(checkout)) {
      return all.filter(Files::isRegularFile).filter(this::isWanted).toList();
    }
  }

  /** Of most modules the pom alone: Maven only wants to know that they are there. */
  private boolean isWanted(Path file) {
    var path = checkout.relativize(file);
    var name = path.toString();
    boolean made = name.contains("/target/") && !name.contains("/target/classes/");
    boolean sample = path.startsWith("itest/vendor-sample") && path.endsWith("pom.xml");
    if (made || path.startsWith(".git") || sample) {
      return false;
    }
    return name.equals("jdock")
        || path.endsWith("pom.xml")
        || WHOLE.stream().anyMatch(path::startsWith);
  }

  Path repository() {
    return folder.resolve("repository");
  }

  private Path settings() {
    return repository().resolve("settings.xml");
  }

  /** The settings, with what this machine has downloaded already to be looked through first. */
  private static String near(String settings) {
    var home = Path.of(System.getProperty("user.home"), ".m2/repository").toUri();
    var one = "<repository><id>near</id><url>" + home + "</url></repository>";
    var plugins = one.replace("repository>", "pluginRepository>");
    return settings.replace(
        "</repositories>",
        one + "</repositories><pluginRepositories>" + plugins + "</pluginRepositories>");
  }

  /** A folder for the front of PATH, whose mvn is the real one with our local repository. */
  Path programs() {
    return folder.resolve("bin");
  }

  private void wrapMaven() throws IOException {
    var real = Run.of(Map.of(), List.of("sh", "-c", "command -v mvn")).ok();
    var mvn = Files.createDirectories(programs()).resolve("mvn");
    Files.writeString(
        mvn, "#!/bin/sh\nexec '%s' -B '-Dmaven.repo.local=%s' \"$@\"\n".formatted(real, local));
    mvn.toFile().setExecutable(true);
  }

  /** Has the archetype make a driver, and builds it with its conformance kit; the jar. */
  Path generated(String kind, String name) throws IOException {
    var place = Files.createDirectories(folder.resolve("generated"));
    var mvn = programs().resolve("mvn") + " -q -gs " + settings();
    var make =
        " org.apache.maven.plugins:maven-archetype-plugin:3.4.0:generate -B"
            + " -DarchetypeGroupId=org.jdock -DarchetypeArtifactId=jdock-driver-archetype"
            + " -DarchetypeVersion=0.1.0-SNAPSHOT -DgroupId=com.example -Dpackage=com.example."
            + name
            + " -DartifactId="
            + name
            + " -DdriverName="
            + name
            + " -Dkind="
            + kind;
    var script = "cd " + place + " && " + mvn + make + " && cd " + name + " && " + mvn + " package";
    Run.of(Map.of(), List.of("sh", "-c", script)).ok();
    return place.resolve(name + "/target/" + name + "-1.0.0.jar");
  }

  /**
   * A sample driver's jar of a release, built without its tests.
   *
   * @param module such as {@code log-ndjson}
   */
  Path sample(String module, String release) throws IOException {
    var jar = module + "/target/" + release + "/" + module + "-" + release + ".jar";
    return release(release).resolve(jar);
  }

  /** All drivers that have this release are built together, once. */
  private synchronized Path release(String release) throws IOException {
    var sources = folder.resolve("sample-" + release);
    if (Files.exists(sources)) {
      return sources;
    }
    var samples = checkout.resolve("itest/vendor-sample");
    Run.of(Map.of(), List.of("cp", "-r", samples.toString(), sources.toString())).ok();
    var modules = new ArrayList<String>();
    try (var all = Files.newDirectoryStream(samples)) {
      for (var module : all) {
        if (Files.exists(module.resolve("src/release-" + release))) {
          modules.add(String.valueOf(module.getFileName()));
        }
      }
    }
    var command = new ArrayList<String>();
    command.add(programs().resolve("mvn").toString());
    command.addAll(List.of("-q", "-gs", settings().toString(), "-f", sources.toString()));
    command.addAll(List.of("-pl", String.join(",", modules), "-Drevision=" + release));
    command.addAll(List.of("-Dmaven.test.skip=true", "clean", "package"));
    Run.of(Map.of(), command).ok();
    return sources;
  }
}
