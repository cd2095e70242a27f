package org.jdock.http.internal.route;

import java.util.ArrayList;
import java.util.List;

/** The endpoints of the Docker Engine API 1.47 that an engine for one host leaves out. */
public final class MissingEndpoints {
  private static final String SWARM =
      "this engine runs containers on one host and has no swarm mode";

  private MissingEndpoints() {}

  /**
   * All of them. A route of the same method and path comes first, so a late addition needs no edit.
   */
  public static List<Missing> all() {
    var all = new ArrayList<Missing>();
    for (var root : List.of("swarm", "services", "tasks", "nodes", "secrets", "configs")) {
      all.add(new Missing("*", "/" + root, SWARM));
      all.add(new Missing("*", "/" + root + "/{rest:.*}", SWARM));
    }
    all.add(
        new Missing(
            "POST", "/session", "builds need no session; BuildKit is not part of this engine"));
    all.add(new Missing("POST", "/grpc", "BuildKit is not part of this engine"));
    all.add(new Missing("POST", "/build", "no builder is installed"));
    all.add(new Missing("POST", "/build/{what}", "no builder is installed"));
    all.add(new Missing("*", "/plugins/{rest:.*}", "drivers are bundles, managed elsewhere"));
    all.add(new Missing("*", "/plugins", "drivers are bundles, managed elsewhere"));
    var criu = "checkpoints need CRIU, which this engine does not drive";
    all.add(new Missing("*", "/containers/{id}/checkpoints", criu));
    all.add(new Missing("*", "/containers/{id}/checkpoints/{checkpoint}", criu));
    all.add(
        new Missing(
            "GET", "/containers/{id}/attach/ws", "attach over a websocket; use POST …/attach"));
    all.add(new Missing("GET", "/distribution/{name:.*}/json", "no registry inspection"));
    return List.copyOf(all);
  }
}
