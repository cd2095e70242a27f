package org.jdock.registry.internal.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverOffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverIndexesTest {
  private static final String INDEX =
      """
      {"schemaVersion": 1, "generatedBy": "hand", "drivers": [
        {"kind": "log", "name": "ndjson", "version": "1.9.0", "vendor": "Example",
         "summary": "Lines of\\u001b[31m JSON", "source": "oci:r.example/ndjson:1.9.0"},
        {"kind": "log", "name": "ndjson", "version": "1.10.0", "source": "mvn:e:ndjson:1.10.0"}]}
      """;

  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static List<String> sources(List<DriverOffer> offers) {
    return offers.stream().map(DriverOffer::source).toList();
  }

  @Test
  void allIndexesAreSearchedNewestFirst() throws Exception {
    write("a.json", INDEX);
    Path other =
        write(
            "b.json",
            """
            {"schemaVersion": 1, "drivers": [
              {"kind": "volume", "name": "nfs", "version": "x", "source": "oci:r.example/nfs:1"},
              {"kind": "log", "name": "ndjson", "version": "1.10.0", "source": "mvn:e:ndjson:1.10.0"}
            ]}
            """);
    try (var web = new WebServer(dir)) {
      var indexes = new DriverIndexes(List.of(web.address() + "/a.json", other.toString()));
      assertEquals(
          List.of("mvn:e:ndjson:1.10.0", "oci:r.example/ndjson:1.9.0", "oci:r.example/nfs:1"),
          sources(indexes.search("")));
      assertEquals(List.of("oci:r.example/ndjson:1.9.0"), sources(indexes.search("EXAMPLE")));
      assertEquals(List.of("oci:r.example/nfs:1"), sources(indexes.search("volume/nfs")));
      assertEquals("Lines of?[31m JSON", indexes.search("example").getFirst().summary());
    }
  }

  @Test
  void whatIsNoIndexIsRefusedByName() throws Exception {
    assertEquals(Problem.UNSUPPORTED, refused());
    assertEquals(Problem.UNAVAILABLE, refused(dir.resolve("gone.json").toString()));
    try (var web = new WebServer(dir)) {
      assertEquals(Problem.UNAVAILABLE, refused(web.address() + "/gone.json"));
      assertEquals(Problem.UNAVAILABLE, refused(web.address() + "/broken"));
    }
    for (String bad :
        List.of(
            "",
            "no json",
            "[]",
            "{\"schemaVersion\": 2, \"drivers\": []}",
            "{\"schemaVersion\": 1}",
            "{\"schemaVersion\": 1, \"drivers\": [null]}",
            "{\"schemaVersion\": 1, \"drivers\": [{\"kind\": \"log\", \"name\": \"x\"}]}")) {
      assertEquals(Problem.INVALID, refused(write("bad.json", bad).toString()), bad);
    }
  }

  private static Problem refused(String... indexes) {
    var all = new DriverIndexes(List.of(indexes));
    return assertThrows(ProblemException.class, () -> all.search("")).problem();
  }
}
