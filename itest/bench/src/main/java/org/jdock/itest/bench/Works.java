package org.jdock.itest.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jdock.itest.bench.bed.Api;
import org.jdock.itest.bench.bed.Bed;
import org.jdock.itest.bench.bed.Oci;
import org.jdock.linux.namespace.Namespaces;

/** What is measured, and how. */
final class Works {
  private static final int MILLION = 1_000_000;
  private static final int MANY = 20;
  private static final int PORT = 18070;

  private Works() {}

  static List<Work> all(Oci oci) {
    var floor = new Floor(oci);
    return List.of(
        new Work("run", "docker run --rm busybox true", "ms", 15, 0.35, Works::run, floor::run),
        new Work("web", "run -d -p until the first HTTP 200", "ms", 9, 0.35, Works::web, null),
        new Work("start", "start over the API", "ms", 15, 0.35, Works::start, null),
        new Work("exec", "docker exec true", "ms", 15, 0.8, Works::exec, floor::exec),
        new Work("stop", "docker rm -f of a running one", "ms", 9, 0, Works::remove, null),
        new Work("ps", "docker ps -a", "ms", 15, 0, Works::list, null),
        new Work("parallel", MANY + " started in parallel", "ms", 5, 0, Works::parallel, null),
        new Work("log", "50 MB printed, until logged", "ms", 3, 0, Works::log, null),
        new Work("boot", "exec of the daemon to its first answer", "ms", 7, 1.0, Works::boot, null),
        new Work("live", "the same, under a container", "ms", 7, 1.0, Works::bootUnderOne, null),
        new Work("first", "the same, and a container's run", "ms", 5, 0, Works::bootAndRun, null),
        new Work("idle", "memory of an idle engine (PSS)", "MB", 3, 1.5, Works::idle, null),
        new Work("each", "memory for each running container", "MB", 3, 0, Works::each, null));
  }

  private interface Action {
    void run() throws Exception;
  }

  private static double timed(Action action) throws Exception {
    var begin = System.nanoTime();
    action.run();
    return (System.nanoTime() - begin) / (double) MILLION;
  }

  private static double run(Bed bed) throws Exception {
    return timed(() -> bed.docker("run", "--rm", "busybox", "true").ok());
  }

  private static double web(Bed bed) throws Exception {
    try {
      return timed(() -> {
        bed.docker("run", "-d", "--name", "web", "-p", PORT + ":80", "nginx").ok();
        awaitPage(bed);
      });
    } finally {
      bed.docker("rm", "-f", "web").ok();
    }
  }

  /** Asks from within the engine's own namespace, every millisecond. */
  private static void awaitPage(Bed bed) throws Exception {
    var namespace = Path.of("/proc/" + bed.daemon().pid() + "/ns/net");
    Namespaces.runIn(
        namespace,
        () -> {
          for (var i = 0; i < 10_000; i++) {
            try {
              var connection =
                  (java.net.HttpURLConnection)
                      URI.create("http://127.0.0.1:" + PORT + "/").toURL().openConnection();
              if (connection.getResponseCode() == 200) {
                connection.getInputStream().readAllBytes();
                return true;
              }
            } catch (IOException e) {
              Thread.sleep(1);
            }
          }
          throw new IOException("no page");
        });
  }

  private static double start(Bed bed) throws Exception {
    bed.docker("create", "--name", "start", "busybox", "sleep", "600").ok();
    try {
      return timed(() -> Api.ok(bed.daemon().host(), "POST", "/containers/start/start"));
    } finally {
      bed.docker("rm", "-f", "start").ok();
    }
  }

  private static double exec(Bed bed) throws Exception {
    keepOne(bed);
    return timed(() -> bed.docker("exec", "exec", "true").ok());
  }

  private static void keepOne(Bed bed) {
    if (bed.docker("inspect", "exec").exit() != 0) {
      bed.docker("run", "-d", "--name", "exec", "busybox", "sleep", "6000").ok();
    }
  }

  private static double remove(Bed bed) throws Exception {
    bed.docker("run", "-d", "--name", "remove", "busybox", "sleep", "600").ok();
    return timed(() -> bed.docker("rm", "-f", "remove").ok());
  }

  private static double list(Bed bed) throws Exception {
    return timed(() -> bed.docker("ps", "-a").ok());
  }

  private static double parallel(Bed bed) throws Exception {
    var names = new ArrayList<String>();
    for (var i = 0; i < MANY; i++) {
      names.add("parallel-" + i);
      bed.docker("create", "--name", names.getLast(), "busybox", "sleep", "600").ok();
    }
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      return timed(() -> {
        var started = new ArrayList<java.util.concurrent.Future<?>>();
        for (var name : names) {
          started.add(
              pool.submit(() -> {
                Api.ok(bed.daemon().host(), "POST", "/containers/" + name + "/start");
                return null;
              }));
        }
        for (var one : started) {
          one.get();
        }
      });
    } finally {
      remove(bed, names);
    }
  }

  private static void remove(Bed bed, List<String> names) {
    var command = new ArrayList<>(List.of("rm", "-f"));
    command.addAll(names);
    bed.docker(command.toArray(String[]::new)).ok();
  }

  private static double log(Bed bed) throws Exception {
    try {
      return timed(
          () ->
              bed.docker(
                      "run",
                      "--name",
                      "log",
                      "-d",
                      "busybox",
                      "sh",
                      "-c",
                      "yes 0123456789012345678901234567890123456789012345678 | head -n 1000000")
                  .ok(),
          () -> bed.docker("wait", "log").ok());
    } finally {
      bed.docker("rm", "-f", "log").ok();
    }
  }

  private static double timed(Action first, Action second) throws Exception {
    return timed(first) + timed(second);
  }

  /** With nothing that runs: Docker starts its containerd too. */
  private static double boot(Bed bed) throws Exception {
    if (bed.docker("inspect", "exec").exit() == 0) {
      bed.docker("rm", "-f", "exec").ok();
    }
    bed.daemon().stop();
    return timed(() -> launch(bed));
  }

  /** Docker's containerd goes on with the container, and need not start. */
  private static double bootUnderOne(Bed bed) throws Exception {
    keepOne(bed);
    bed.daemon().stop();
    return timed(() -> launch(bed));
  }

  /** What comes after the first answer counts too. */
  private static double bootAndRun(Bed bed) throws Exception {
    bed.daemon().stop();
    return timed(() -> {
      launch(bed);
      bed.docker("run", "--rm", "busybox", "true").ok();
    });
  }

  private static void launch(Bed bed) throws Exception {
    bed.daemon().launch();
    for (var i = 0; i < 60_000; i++) {
      try {
        Api.ok(bed.daemon().host(), "GET", "/_ping");
        return;
      } catch (IOException e) {
        Thread.sleep(1);
      }
    }
    throw new IOException("the daemon did not answer");
  }

  private static double idle(Bed bed) throws Exception {
    Thread.sleep(3000);
    return Memory.ofEngine(bed);
  }

  private static double each(Bed bed) throws Exception {
    var before = Memory.ofEngine(bed);
    var names = new ArrayList<String>();
    for (var i = 0; i < MANY; i++) {
      names.add("each-" + i);
      bed.docker("run", "-d", "--name", names.getLast(), "busybox", "sleep", "600").ok();
    }
    Thread.sleep(3000);
    try {
      return (Memory.ofEngine(bed) - before) / MANY;
    } finally {
      remove(bed, names);
    }
  }
}
