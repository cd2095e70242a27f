package org.jdock.shell.internal.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jdock.shell.internal.command.Commands;
import org.jdock.shell.internal.command.FakeEngine;
import org.junit.jupiter.api.Test;

class GogoCommandsTest {
  @Test
  void theComponentOffersEveryCommandToOtherShells() throws Exception {
    String xml =
        Files.readString(
            Path.of("target/classes/OSGI-INF/org.jdock.shell.internal.gogo.GogoCommands.xml"));
    String list =
        Pattern.compile("name=\"osgi.command.function\"[^>]*>([^<]*)<")
            .matcher(xml)
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    assertEquals(new Commands(new FakeEngine()).firstWords(), List.of(list.strip().split("\\s+")));
  }
}
