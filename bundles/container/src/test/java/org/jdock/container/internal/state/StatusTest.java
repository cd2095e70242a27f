package org.jdock.container.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void nothingThatRunsIsRemovedAndNothingRemovedRuns() {
    for (Status from : Status.values()) {
      assertFalse(from.alive() && from.next().contains(Status.REMOVING), from.text());
      assertFalse(from.next().contains(from), from.text());
    }
    assertFalse(Status.REMOVING.next().contains(Status.RUNNING));
    assertFalse(Status.DEAD.next().contains(Status.RUNNING));
  }

  @Test
  void whateverIsAliveCanEnd() {
    for (Status from : Status.values()) {
      assertEquals(from.active(), from.next().contains(Status.EXITED), from.text());
    }
  }

  @Test
  void refusesWhatTheTableDoesNotHave() {
    ProblemException e =
        assertThrows(ProblemException.class, () -> Status.PAUSED.after(Status.EXITED));
    assertEquals(Problem.CONFLICT, e.problem());
  }

  @Test
  void aRunKeepsItsCodeAndCountsRestarts() {
    RunState running = RunState.NEW.started(7, 9, "boot", 100, null);
    assertTrue(running.status().alive());
    RunState again = running.ended(3, true, 200, true);
    assertEquals(Status.RESTARTING, again.status());
    assertEquals(1, again.restartCount());
    assertEquals(3, again.exitCode());
    assertTrue(again.oomKilled());
    assertEquals(0, again.pid());
    RunState failed = again.failed(127, "no such file");
    assertEquals(Status.EXITED, failed.status());
    assertEquals("no such file", failed.error());
    assertEquals(Status.CREATED, RunState.NEW.failed(127, "x").status());
  }
}
