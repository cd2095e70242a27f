package org.jdock.http.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
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
      var p =
          new ProcessBuilder(
                  "docker",
                  "-H",
                  "unix://" + engine.socket,
                  "version",
                  "--format",
                  "{{.Server.Version}} {{.Client.APIVersion}}")
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("out").toFile())
              .start();
      assertEquals(0, p.waitFor(), () -> text(dir));
      assertEquals("t 1.47\n", text(dir));
    }
  }

  private static String text(Path dir) {
    try {
      return Files.readString(dir.resolve("out"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
