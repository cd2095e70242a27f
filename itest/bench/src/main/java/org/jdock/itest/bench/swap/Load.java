package org.jdock.itest.bench.swap;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Engine operations at a bounded rate: each kind has workers that start one operation after the
 * other, never earlier than its pace. What takes longer than its pace lowers the rate, and does not
 * pile up.
 */
final class Load implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("\"Id\":\\s*\"([0-9a-f]+)\"");
  private static final String CONTAINER =
      "{\"Image\":\"busybox\",\"Cmd\":[\"echo\",\"x\"],"
          + "\"HostConfig\":{\"Binds\":[\"swap-shared:/data\"]}}";

  /** What is measured apart. */
  enum Kind {
    INSPECT("inspect"),
    LIST("ps"),
    EXEC("exec (create, start, inspect)"),
    CREATE("create"),
    START("start"),
    REMOVE("rm -f");

    final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private final Requests requests;
  private final List<String> containers;
  private final List<Thread> workers = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private volatile Map<Kind, Tally> tallies = fresh();
  private volatile boolean stopped;

  /** What starts at once: of 200 operations a second 2 x 60 are inspects, 30 lists, and so on. */
  Load(Requests requests, List<String> containers) {
    this.requests = requests;
    this.containers = containers;
    for (var i = 0; i < 2; i++) {
      worker(60, () -> inspect());
      worker(3, () -> exec());
      worker(3, () -> shortLived());
    }
    worker(30, () -> time(Kind.LIST, () -> requests.ok("GET", "/containers/json?all=1", "")));
  }

  private static Map<Kind, Tally> fresh() {
    var map = new EnumMap<Kind, Tally>(Kind.class);
    for (var kind : Kind.values()) {
      map.put(kind, new Tally());
    }
    return map;
  }

  /** Begins to count anew; what was counted until now. */
  Map<Kind, Tally> turn() {
    var old = tallies;
    tallies = fresh();
    return old;
  }

  private void worker(int perSecond, Tally.Work work) {
    workers.add(
        Thread.ofPlatform()
            .name("load")
            .start(() -> {
              var pace = TimeUnit.SECONDS.toNanos(1) / perSecond;
              try {
                while (!stopped) {
                  var begin = System.nanoTime();
                  work.run();
                  TimeUnit.NANOSECONDS.sleep(pace - (System.nanoTime() - begin));
                }
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            }));
  }

  private boolean time(Kind kind, Tally.Work work) throws InterruptedException {
    return Objects.requireNonNull(tallies.get(kind)).time(work);
  }

  private String some() {
    return containers.get(Math.floorMod(next.getAndIncrement(), containers.size()));
  }

  private void inspect() throws InterruptedException {
    var name = some();
    time(Kind.INSPECT, () -> requests.ok("GET", "/containers/" + name + "/json", ""));
  }

  private void exec() throws InterruptedException {
    var name = some();
    time(
        Kind.EXEC,
        () -> {
          var id =
              id(
                  requests.ok(
                      "POST",
                      "/containers/" + name + "/exec",
                      "{\"AttachStdout\":true,\"Cmd\":[\"echo\",\"executed\"]}"));
          var said = requests.ok("POST", "/exec/" + id + "/start", "{\"Detach\":false}");
          var after = requests.ok("GET", "/exec/" + id + "/json", "");
          if (!said.contains("executed") || !after.contains("\"ExitCode\":0")) {
            throw new IllegalStateException("exec in " + name + ": " + said + after);
          }
        });
  }

  private void shortLived() throws InterruptedException {
    var id = new String[1];
    if (time(Kind.CREATE, () -> id[0] = id(requests.ok("POST", "/containers/create", CONTAINER)))) {
      time(Kind.START, () -> requests.ok("POST", "/containers/" + id[0] + "/start", ""));
      time(Kind.REMOVE, () -> requests.ok("DELETE", "/containers/" + id[0] + "?force=1", ""));
    }
  }

  private static String id(String answer) {
    var matcher = ID.matcher(answer);
    if (!matcher.find()) {
      throw new IllegalStateException("no Id in " + answer);
    }
    return matcher.group(1);
  }

  /** Lets each worker end its operation. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    for (var worker : workers) {
      worker.join();
    }
  }
}
