package org.jdock.network.internal.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jdock.network.internal.file.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSandboxTest {
  private static final String OLDER =
      """
      {"schema":1,"entity":{"containerId":"c","containerName":"web","id":"s",
       "sandboxing":"CONNECTED","network":{"id":"n","name":"bridge","driver":"bridge",
       "created":"2026-11-24T00:00:00Z","subnet":"172.17.0.0/16","gateway":"172.17.0.1",
       "options":{},"labels":{}},"endpointId":"e","macAddress":"02:42:ac:11:00:02",
       "address":"172.17.0.2","ports":[{"protocol":"tcp","containerPort":80,"given":"",
       "hostAddress":"0.0.0.0","hostPort":8080}]}}
      """;

  @Test
  void whatADaemonWroteThatKnewOneNetworkIsTakenOver(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("c.json"), OLDER);
    var records = new Records<>(directory, StoredSandbox.class, false, StoredSandbox::modern);
    var found = records.readAll().get("c");
    assertEquals("172.17.0.2", found.shown(directory).address());
    assertEquals("172.17.0.1", found.shown(directory).gateway());
    var spec = found.endpoints().getFirst().spec(found, directory);
    assertEquals("e", spec.id());
    assertEquals("eth0", spec.interfaceName());
    assertEquals(8080, spec.ports().getFirst().hostPort());
    records.write("c", found);
    assertEquals(found, records.readAll().get("c"));
  }
}
