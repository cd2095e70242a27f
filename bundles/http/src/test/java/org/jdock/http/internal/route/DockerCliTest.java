package org.jdock.http.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DockerCliTest {
  static boolean installed() {
    for (var dir : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(dir, "docker"))) {
        return true;
      }
    }
    return false;
  }

  @Test
  @EnabledIf("installed")
  void theDockerCliNegotiatesItsVersion(@TempDir Path dir) throws Exception {
    try (var engine = new EngineFixture(dir)) {
      var format = "{{.Server.Version}} {{.Client.DefaultAPIVersion}} {{.Client.APIVersion}}";
      var p =
          new ProcessBuilder(
                  "docker", "-H", "unix://" + engine.socket, "version", "--format", format)
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("out").toFile())
              .start();
      assertEquals(0, p.waitFor(), () -> text(dir));
      var words = text(dir).strip().split(" ", -1);
      assertEquals(3, words.length, () -> text(dir));
      // An older CLI stays at the newest version that it knows itself.
      var newest = minor(words[1]) < minor("1.47") ? words[1] : "1.47";
      assertEquals(List.of("t", newest), List.of(words[0], words[2]));
    }
  }

  private static int minor(String version) {
    return Integer.parseInt(version.substring("1.".length()));
  }

  private static String text(Path dir) {
    try {
      return Files.readString(dir.resolve("out"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
