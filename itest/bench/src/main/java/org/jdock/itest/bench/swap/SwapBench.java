package org.jdock.itest.bench.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.itest.bench.bed.Bed;
import org.jdock.itest.bench.bed.Oci;
import org.jdock.itest.engine.support.Daemon;
import org.jdock.itest.engine.support.DriverVersions;

/** {@code jdock bench swap}: upgrades of every kind of driver under load. */
public final class SwapBench {
  private static final int PORT = 18071;
  private static final int FIRST_UPGRADES = 10;
  private static final int WARM_UP_MILLIS = 6_000;
  private static final int SETTLE_SECONDS = 40;

  private final Bed bed;
  private final Plan plan;
  private final Report report = new Report(System.out);
  private final List<String> idle = new ArrayList<>();

  private SwapBench(Bed bed, Plan plan) {
    this.bed = bed;
    this.plan = plan;
  }

  /** The exit code: 0, 1 when something failed, was lost or leaked, 2 for options unknown. */
  public static int run(Oci oci, List<String> options) throws Exception {
    var plan = Plan.of(options);
    if (plan == null) {
      System.err.println("bench: usage: jdock bench swap " + Plan.USAGE);
      return 2;
    }
    try (var bed = Bed.make(Daemon.Kind.JDOCK, oci.jdockFlags())) {
      return new SwapBench(bed, plan).measure() ? 0 : 1;
    }
  }

  private boolean measure() throws Exception {
    bed.docker("volume", "create", "swap-shared").ok();
    for (var i = 0; i < plan.containers() - 2; i++) {
      idle.add("idle-" + i);
      bed.docker(
              "run",
              "-d",
              "--name",
              idle.getLast(),
              "-v",
              "swap-shared:/data",
              "busybox",
              "sleep",
              "86400")
          .ok();
    }
    bed.docker("run", "-d", "--name", "web", "-p", PORT + ":80", "nginx").ok();
    var jars = Files.createDirectories(bed.folder().resolve("jars"));
    var upgrades =
        new Upgrades(
            new Console(bed.daemon().execRoot()), new DriverVersions(jars), plan.mostOfAKind());
    var before = firstUpgrades(upgrades);
    underLoad(upgrades);
    report.resources(before, settled(before.threads()));
    var leaks = leaks();
    report.none("leaks that the daemon tells of", leaks.size(), leaks);
    return report.sum();
  }

  /** A driver that leaves nothing must not be told of. */
  private List<String> leaks() throws IOException {
    try (var lines = Files.lines(bed.daemon().log())) {
      return lines.filter(line -> line.contains("has ended but left")).toList();
    }
  }

  /**
   * After a few upgrades and some time under the same load all code was loaded, by each version
   * that stays, and the JVM knows how it is used: what is held then may not grow.
   */
  private Resources firstUpgrades(Upgrades upgrades) throws Exception {
    var printing = new Printing(bed, plan.lines());
    try (var load = load();
        var pages = pages()) {
      Thread.sleep(WARM_UP_MILLIS);
      upgrades
          .inARow(FIRST_UPGRADES)
          .forEach((kind, tally) ->
              report.none(
                  "failed first " + kind.text + " upgrades", tally.failed(), tally.failures()));
      Thread.sleep(plan.seconds() * 1000L);
      load.turn();
      pages.turn();
    }
    printing.end(null);
    return settled(0);
  }

  private void underLoad(Upgrades upgrades) throws Exception {
    var printing = new Printing(bed, plan.lines());
    try (var load = load();
        var pages = pages()) {
      Thread.sleep(WARM_UP_MILLIS);
      load.turn();
      pages.turn();
      var start = System.nanoTime();
      Thread.sleep(plan.seconds() * 1000L);
      var operations = load.turn();
      var asked = pages.turn();
      var middle = System.nanoTime();
      var tallies = upgrades.inARow(plan.upgrades());
      report.upgrades(tallies, plan.upgrades());
      report.operations(
          operations, (middle - start) / 1e9, load.turn(), (System.nanoTime() - middle) / 1e9);
      report.pages(asked, pages.turn());
    }
    printing.end(report);
  }

  private Load load() {
    return new Load(new Requests(bed.daemon().host()), idle);
  }

  private Pages pages() {
    return new Pages(Path.of("/proc/" + bed.daemon().pid() + "/ns/net"), PORT, plan.pages());
  }

  /** Threads that are idle end after half a minute. */
  private Resources settled(long threads) throws IOException, InterruptedException {
    for (var i = 0; i < SETTLE_SECONDS; i++) {
      if (threads > 0 && Resources.of(bed.daemon().pid()).threads() <= threads) {
        break;
      }
      Thread.sleep(1000);
    }
    return Resources.of(bed.daemon().pid());
  }
}
