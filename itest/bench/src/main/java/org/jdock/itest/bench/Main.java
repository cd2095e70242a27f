package org.jdock.itest.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.itest.bench.bed.Bed;
import org.jdock.itest.bench.bed.Oci;
import org.jdock.itest.bench.swap.SwapBench;
import org.jdock.itest.engine.support.Daemon;
import org.jspecify.annotations.Nullable;

/** Runs the benchmarks named, or all of them. */
public final class Main {
  private Main() {}

  /** Exits with 0, 1 (it failed) or 2 (it was not understood). */
  public static void main(String[] args) throws Exception {
    var names = new ArrayList<>(List.of(args));
    var oci = runtime(names);
    if (oci == null) {
      System.err.println("bench: --runtime takes the name of an OCI runtime that is installed");
      System.exit(2);
      return;
    }
    if (!names.isEmpty() && names.getFirst().equals("swap")) {
      System.exit(SwapBench.run(oci, names.subList(1, names.size())));
    }
    var works = Works.all(oci);
    for (var name : names) {
      if (works.stream().noneMatch(work -> work.name().equals(name))) {
        System.err.println(
            "bench: no benchmark "
                + name
                + "; there are: "
                + String.join(" ", works.stream().map(Work::name).toList())
                + " swap");
        System.exit(2);
      }
    }
    var peer = Files.isExecutable(Path.of("/usr/sbin/dockerd"));
    if (!peer) {
      System.err.println("bench: no dockerd to compare with: install docker.io");
    }
    try (var ours = Bed.make(Daemon.Kind.JDOCK, oci.jdockFlags());
        var theirs = peer ? Bed.make(Daemon.Kind.DOCKER, oci.dockerFlags()) : null) {
      System.out.println("OCI runtime on all sides: " + oci.path());
      var table = new Table(System.out);
      table.head(theirs == null ? "-" : "docker");
      for (var work : works) {
        if (names.isEmpty() || names.contains(work.name())) {
          measure(work, table, ours, theirs);
        }
      }
    }
    System.exit(0);
  }

  /** Takes {@code --runtime NAME} out of the arguments; null when there is no such runtime. */
  private static @Nullable Oci runtime(List<String> arguments) {
    var at = arguments.indexOf("--runtime");
    if (at < 0) {
      return Oci.preferred();
    }
    if (at + 1 == arguments.size()) {
      return null;
    }
    arguments.remove(at);
    return Oci.named(arguments.remove(at));
  }

  /** Alternates, so that a restless moment meets all alike; the first round only warms up. */
  private static void measure(Work work, Table table, Bed ours, @Nullable Bed theirs)
      throws Exception {
    var own = new Samples();
    var peer = theirs == null ? null : new Samples();
    var least = work.floor() == null ? null : new Samples();
    for (var round = 0; round <= work.rounds(); round++) {
      keep(round, own, work.measure().on(ours));
      if (theirs != null) {
        keep(round, peer, work.measure().on(theirs));
      }
      if (work.floor() != null) {
        keep(round, least, work.floor().on(ours));
      }
    }
    table.row(work, own, peer, least);
  }

  private static void keep(int round, @Nullable Samples samples, double value) {
    if (round > 0 && samples != null) {
      samples.add(value);
    }
  }
}
