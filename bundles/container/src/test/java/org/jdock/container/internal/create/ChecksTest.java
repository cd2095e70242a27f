package org.jdock.container.internal.create;

import static org.jdock.container.internal.Samples.config;
import static org.jdock.container.internal.Samples.host;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.network.SandboxSpec;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static String refused(String json) {
    return refused(Problem.INVALID, json);
  }

  private static String refused(Problem kind, String json) {
    ProblemException e =
        assertThrows(ProblemException.class, () -> Checks.host(host(json), 2), json);
    assertEquals(kind, e.problem());
    return e.getMessage();
  }

  @Test
  void limitsAreChecked() {
    assertEquals("Minimum memory limit allowed is 6MB", refused("{memory:-1}"));
    assertEquals("Minimum memory limit allowed is 6MB", refused("{memory:6291455}"));
    Checks.host(host("{memory:6291456,nanoCpus:2000000000,restartPolicy:{name:always}}"), 2);
    assertTrue(refused("{memorySwap:6291456}").startsWith("You should always set the Memory"));
    assertEquals(
        "range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available",
        refused("{nanoCpus:2000000001}"));
  }

  @Test
  void namespacesOfOthersAreNotJoined() {
    for (var mode : List.of("network", "pid", "ipc")) {
      String why = refused(Problem.UNSUPPORTED, "{" + mode + "Mode:'container:x'}");
      assertTrue(why.startsWith("joining another container's "), why);
    }
  }

  @Test
  void cpuSetsAreThoseOfTheHost() {
    assertEquals("Invalid value a for cpuset cpus: invalid format: a", refused("{cpusetCpus:a}"));
    assertEquals(
        "Invalid value 3-1 for cpuset mems: invalid format: 3-1", refused("{cpusetMems:'3-1'}"));
    assertTrue(
        refused("{cpusetCpus:'8191'}")
            .startsWith("Requested CPUs are not available - requested 8191, available: 0"));
    CpuSets.check("cpus", "CPUs", "1,4-5", "0-1,4-7");
    var gap =
        assertThrows(ProblemException.class, () -> CpuSets.check("cpus", "CPUs", "1-4", "0-1,4-7"));
    assertEquals(
        "Requested CPUs are not available - requested 1-4, available: 0-1,4-7", gap.getMessage());
  }

  @Test
  void restartPoliciesAreChecked() {
    assertEquals(
        "invalid restart policy: unknown policy 'often'; use one of 'no', 'always', 'on-failure',"
            + " or 'unless-stopped'",
        refused("{restartPolicy:{name:often}}"));
    assertEquals(
        "can't create 'AutoRemove' container with restart policy",
        refused("{autoRemove:true,restartPolicy:{name:always}}"));
    assertTrue(
        refused("{restartPolicy:{name:always,maximumRetryCount:2}}")
            .contains("maximum retry count can only be used with 'on-failure'"));
  }

  @Test
  void portsAreRead() {
    var ports =
        Ports.of(
            config("{exposedPorts:{'80/tcp':{},'90':{},'7000-7001/udp':{}}}"),
            host(
                "{publishAllPorts:true,portBindings:{'80/tcp':[{hostIp:'127.0.0.1',"
                    + "hostPort:'8080-8081'}]}}"));
    assertEquals(new SandboxSpec.Port("tcp", 80, "127.0.0.1", 8080, 8081), ports.getFirst());
    assertEquals(4, ports.size());
    assertTrue(ports.contains(new SandboxSpec.Port("udp", 7001, "", 0, 0)));
    assertEquals(
        "invalid port specification: \"99999\"",
        assertThrows(
                ProblemException.class,
                () -> Ports.of(config("{}"), host("{portBindings:{'80':[{hostPort:'99999'}]}}")))
            .getMessage());
  }

  @Test
  void signalsAndDirectoriesAreChecked() {
    assertEquals(
        "invalid signal: NOPE",
        assertThrows(ProblemException.class, () -> Checks.signal("NOPE")).getMessage());
    assertEquals(15, Checks.signal("term"));
    assertTrue(
        assertThrows(ProblemException.class, () -> Checks.config(config("{workingDir:'a'}")))
            .getMessage()
            .contains("it needs to be an absolute path"));
  }
}
