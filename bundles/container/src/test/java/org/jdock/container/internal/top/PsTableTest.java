package org.jdock.container.internal.top;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.jdock.api.ProblemException;
import org.junit.jupiter.api.Test;

class PsTableTest {
  @Test
  void keepsMembersAndTheSpacesOfTheirCommands() {
    var table =
        PsTable.of(
            """
            UID          PID    PPID CMD
            root           1       0 /sbin/init
            root         712       1 nginx: master process nginx -g  x
            www          713     712 nginx: worker
            """,
            Set.of("712", "713"));
    assertEquals(List.of("UID", "PID", "PPID", "CMD"), table.titles());
    assertEquals(
        List.of(
            List.of("root", "712", "1", "nginx: master process nginx -g  x"),
            List.of("www", "713", "712", "nginx: worker")),
        table.processes());
  }

  @Test
  void needsTheNumbers() {
    assertThrows(ProblemException.class, () -> PsTable.of("CMD\ninit\n", Set.of("1")));
    assertThrows(ProblemException.class, () -> PsTable.of("", Set.of()));
  }
}
