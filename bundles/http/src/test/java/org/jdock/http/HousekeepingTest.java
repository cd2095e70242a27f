package org.jdock.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What is running, and what can go. */
class HousekeepingTest extends ApiCase {
  @Test
  void topHandsOnTheOptionsOfPs() throws Exception {
    create("{\"Image\":\"box:1\"}");
    assertEquals(
        "{\"Titles\":[\"PID\",\"CMD\"],\"Processes\":[[\"1\",\"-ef\"]]}",
        json("/containers/box/top").toString());
    assertEquals(
        "{\"Titles\":[\"PID\",\"CMD\"],\"Processes\":[[\"1\",\"ax -o pid,cmd\"]]}",
        json("/containers/box/top?ps_args=ax%20-o%20pid,cmd").toString());
    refused(404, "No such container", "GET", "/containers/nobody/top", null);
  }

  @Test
  void prunesWhereNothingCanBe() throws Exception {
    assertEquals(
        "{\"NetworksDeleted\":[]}", api.call("POST", "/networks/prune", "").body().strip());
    assertEquals(
        "{\"CachesDeleted\":[],\"SpaceReclaimed\":0}",
        api.call("POST", "/build/prune", "").body().strip());
  }
}
