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
    plugins(all);
    var criu = "checkpoints need CRIU, which this engine does not drive";
    all.add(new Missing("*", "/containers/{id}/checkpoints", criu));
    all.add(new Missing("*", "/containers/{id}/checkpoints/{checkpoint}", criu));
    all.add(
        new Missing(
            "GET", "/containers/{id}/attach/ws", "attach over a websocket; use POST …/attach"));
    all.add(new Missing("GET", "/distribution/{name:.*}/json", "no registry inspection"));
    containers(all);
    volumes(all);
    var push = "this engine pulls images and does not push them";
    all.add(new Missing("POST", "/images/{name:.*}/push", push));
    all.add(new Missing("GET", "/images/search", "search on the registry's own site"));
    all.add(new Missing("POST", "/commit", "images are not made from containers"));
    return List.copyOf(all);
  }

  private static void plugins(List<Missing> all) {
    all.add(
        new Missing(
            "POST",
            "/plugins/create",
            "a driver is a bundle, made by its project's build; \"jdock driver install FILE\""
                + " installs it"));
    all.add(
        new Missing(
            "POST",
            "/plugins/{name:.*}/push",
            "\"jdock driver push FILE REFERENCE\" pushes a driver's bundle"));
    all.add(
        new Missing(
            "POST",
            "/plugins/{name:.*}/set",
            "a driver takes its options from what uses it, as by --log-opt"));
  }

  private static void containers(List<Missing> all) {
    var files = "files are not copied from or to containers";
    all.add(new Missing("*", "/containers/{id}/archive", files));
    all.add(new Missing("GET", "/containers/{id}/export", files));
    all.add(new Missing("GET", "/containers/{id}/changes", "changes of files are not listed"));
    all.add(new Missing("GET", "/containers/{id}/stats", "resource usage is not measured"));
    all.add(
        new Missing(
            "POST", "/containers/{id}/update", "limits are those that a container is made with"));
  }

  private static void volumes(List<Missing> all) {
    all.add(
        new Missing("PUT", "/volumes/{name}", "only cluster volumes can be updated, in a swarm"));
  }
}
