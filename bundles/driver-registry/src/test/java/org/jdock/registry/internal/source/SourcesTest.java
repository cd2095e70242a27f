package org.jdock.registry.internal.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.DriverSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.image.Artifacts;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.registry.internal.bundle.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What source strings lead to. */
class SourcesTest {
  private static final String JAR = "com/example/ndjson/1.0/ndjson-1.0.jar";
  private static final byte[] CONTENT = {1, 2, 3, 4, 5};

  @TempDir Path dir;
  private Path local;
  private Path remote;
  private WebServer web;
  private final List<String> repositories = new ArrayList<>();
  private final List<String> pulled = new ArrayList<>();
  private Sources sources;

  @BeforeEach
  void start() throws IOException {
    local = Files.createDirectories(dir.resolve("m2"));
    remote = Files.createDirectories(dir.resolve("remote"));
    web = new WebServer(dir);
    repositories.add(web.address() + "/empty/");
    repositories.add(web.address() + "/remote");
    sources = new Sources(settings(), FakeRegistry::new);
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
    if (Files.exists(dir.resolve("data/drivers"))) {
      try (var left = Files.list(dir.resolve("data/drivers"))) {
        assertEquals(List.of(), left.toList());
      }
    }
  }

  private Settings settings() {
    DaemonSettings now =
        new DaemonSettings(
            List.of(),
            dir.resolve("data"),
            dir.resolve("exec"),
            "t",
            "t",
            List.of(),
            List.of(),
            "",
            "",
            "",
            "",
            Map.of(),
            "",
            "",
            List.of(),
            10,
            false);
    return new Settings() {
      @Override
      public DaemonSettings current() {
        return now;
      }

      @Override
      public DriverSettings drivers() {
        return new DriverSettings(dir, List.of(), local, repositories);
      }

      @Override
      public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
        return () -> {};
      }
    };
  }

  private final class FakeRegistry implements Artifacts {
    @Override
    public String pull(
        String reference, String type, RegistryAuth auth, Path target, Progress.Sink progress) {
      pulled.add(reference + " " + type);
      if (reference.endsWith(":private")) {
        throw new ProblemException(Problem.UNAUTHORIZED, "no basic auth credentials");
      }
      try {
        Files.write(target, CONTENT);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return "sha256:0";
    }

    @Override
    public String push(
        Path file,
        String reference,
        String type,
        Map<String, String> annotations,
        RegistryAuth auth,
        Progress.Sink progress) {
      throw new AssertionError();
    }
  }

  private FetchedJar fetch(String source) {
    return sources.fetch(source, RegistryAuth.NONE, _ -> {});
  }

  private String refused(Problem problem, String source) {
    ProblemException e = assertThrows(ProblemException.class, () -> fetch(source).close());
    assertEquals(problem, e.problem(), e.getMessage());
    return e.getMessage();
  }

  private static void contains(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  private static Path put(Path repository, byte[] content) throws IOException {
    Path jar = repository.resolve(JAR);
    Files.createDirectories(jar.getParent());
    return Files.write(jar, content);
  }

  private static void checksum(Path jar, String algorithm, String suffix) throws Exception {
    byte[] hash = MessageDigest.getInstance(algorithm).digest(CONTENT);
    Files.writeString(
        jar.resolveSibling(jar.getFileName() + suffix),
        HexFormat.of().formatHex(hash) + "  ndjson-1.0.jar\n");
  }

  @Test
  void aPathIsAFileOfThisHost() throws Exception {
    Path file = Files.write(dir.resolve("x.jar"), CONTENT);
    for (String source :
        List.of(file.toString(), "file:" + file, file.toUri().toString(), "file://" + file)) {
      try (FetchedJar jar = fetch(source)) {
        assertEquals(new FetchedJar(file, Origin.LOCAL, false), jar, source);
      }
    }
    assertTrue(Files.exists(file));
    contains("not from docker:", refused(Problem.INVALID, "docker:x"));
    contains("registry", refused(Problem.INVALID, "https://example.com/x.jar"));
  }

  @Test
  void anArtefactComesFromTheRegistry() throws Exception {
    Path path;
    try (FetchedJar jar = fetch("oci:127.0.0.1:5000/vendor/x:1.0")) {
      assertEquals(Origin.NETWORK, jar.origin());
      path = jar.path();
      assertArrayEquals(CONTENT, Files.readAllBytes(path));
    }
    assertTrue(Files.notExists(path));
    assertEquals(
        List.of("127.0.0.1:5000/vendor/x:1.0 application/vnd.jdock.driver.v1+jar"), pulled);
    contains("docker login there first", refused(Problem.UNAUTHORIZED, "oci:r:5000/x:private"));
    var without = new Sources(settings(), () -> null);
    assertEquals(
        Problem.UNAVAILABLE,
        assertThrows(
                ProblemException.class,
                () -> without.fetch("oci:x/y:1", RegistryAuth.NONE, _ -> {}))
            .problem());
  }

  @Test
  void theLocalRepositoryIsAskedFirst() throws Exception {
    Path jar = put(local, CONTENT);
    try (FetchedJar fetched = fetch("mvn:com.example:ndjson:1.0")) {
      assertEquals(new FetchedJar(jar, Origin.LOCAL, false), fetched);
    }
    assertEquals(List.of(), web.asked());
    Path notes = jar.resolveSibling("_remote.repositories");
    Files.writeString(notes, "#comment\nndjson-1.0.jar>=\n");
    assertEquals(Origin.LOCAL, fetch("mvn:com.example:ndjson:1.0").origin());
    Files.writeString(notes, "#comment\nndjson-1.0.jar>central=\nndjson-1.0.pom>central=\n");
    assertEquals(Origin.NETWORK, fetch("mvn:com.example:ndjson:1.0").origin());
    checksum(jar, "SHA-1", ".sha1");
    fetch("mvn:com.example:ndjson:1.0").close();
    Files.write(jar, new byte[] {9});
    contains("another SHA-1", refused(Problem.FAILED, "mvn:com.example:ndjson:1.0"));
  }

  @Test
  void remoteRepositoriesAreAskedInTheirOrder() throws Exception {
    Path jar = put(remote, CONTENT);
    checksum(jar, "SHA-1", ".sha1");
    Path path;
    try (FetchedJar fetched = fetch("mvn:com.example:ndjson:1.0")) {
      assertEquals(Origin.NETWORK, fetched.origin());
      path = fetched.path();
      assertArrayEquals(CONTENT, Files.readAllBytes(path));
    }
    assertTrue(Files.notExists(path));
    assertTrue(web.asked().contains("/empty/" + JAR), web.asked().toString());
    checksum(jar, "SHA-256", ".sha256");
    fetch("mvn:com.example:ndjson:1.0").close();
    Files.write(jar, new byte[] {9});
    contains("another SHA-256", refused(Problem.FAILED, "mvn:com.example:ndjson:1.0"));
  }

  @Test
  void whatCannotBeVerifiedOrFoundIsRefused() throws Exception {
    contains(web.address() + "/remote", refused(Problem.NOT_FOUND, "mvn:com.example:ndjson:1.0"));
    Path jar = put(remote, CONTENT);
    contains("can't be verified", refused(Problem.FAILED, "mvn:com.example:ndjson:1.0"));
    Files.writeString(jar.resolveSibling("ndjson-1.0.jar.sha1"), "<html>no checksum</html>");
    contains("can't be verified", refused(Problem.FAILED, "mvn:com.example:ndjson:1.0"));
    repositories.addFirst(web.address() + "/broken");
    contains("status 500", refused(Problem.UNAVAILABLE, "mvn:com.example:ndjson:1.0"));
    contains("snapshots", refused(Problem.NOT_FOUND, "mvn:com.example:ndjson:1.0-SNAPSHOT"));
    for (String version : List.of("LATEST", "RELEASE", "[1.0,2.0)", "(,2]")) {
      contains("no one version", refused(Problem.INVALID, "mvn:com.example:ndjson:" + version));
    }
    for (String bad : List.of("x", "a:b", "a:b:c:d", "a::1", "a:../b:1", "a:b:..", "a/b:c:1")) {
      contains("mvn:group:artifact:version", refused(Problem.INVALID, "mvn:" + bad));
    }
  }
}
