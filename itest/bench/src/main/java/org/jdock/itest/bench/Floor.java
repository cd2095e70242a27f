package org.jdock.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdock.itest.bench.bed.Bed;
import org.jdock.itest.bench.bed.Oci;
import org.jdock.itest.engine.support.Run;

/**
 * The least that a container can take: the monitor and the runtime alone, on a bundle of jdock's.
 */
final class Floor {
  private static final int MILLION = 1_000_000;

  private final Random random = new Random();
  private final Oci oci;
  private final String runtime;

  Floor(Oci oci) {
    this.oci = oci;
    this.runtime = oci.path().toString();
  }

  /** Milliseconds from the monitor's start to the container's deletion. */
  double run(Bed bed) throws IOException, InterruptedException {
    var id = HexFormat.of().toHexDigits(random.nextLong());
    var folder = Files.createDirectories(bed.folder().resolve("floor").resolve(id));
    var exits = Files.createDirectories(folder.resolve("exits"));
    var root = bed.folder().resolve("floor-runtime").toString();
    Files.createDirectories(folder.resolve("rootfs/bin"));
    Files.copy(Path.of("/bin/busybox"), folder.resolve("rootfs/bin/true"));
    call(List.of(runtime, "spec", "--bundle", folder.toString()));
    var config = folder.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"sh\"", "\"/bin/true\"")
            .replace("\"terminal\": true", "\"terminal\": false"));
    var begin = System.nanoTime();
    call(
        List.of(
            "conmon",
            "-c",
            id,
            "-u",
            id,
            "-r",
            runtime,
            "-b",
            folder.toString(),
            "-p",
            folder.resolve("pid").toString(),
            "-l",
            "k8s-file:" + folder.resolve("log"),
            "--no-sync-log",
            "--full-attach",
            "-n",
            id,
            "--exit-dir",
            exits.toString(),
            "--runtime-arg",
            "--root=" + root));
    await(() -> Files.exists(folder.resolve("pid")));
    call(List.of(runtime, "--root", root, "start", id));
    await(() -> Files.exists(exits.resolve(id)));
    call(List.of(runtime, "--root", root, "delete", id));
    return (System.nanoTime() - begin) / (double) MILLION;
  }

  /** Milliseconds of a command line client that asks nothing, and of the runtime alone. */
  double exec(Bed bed) {
    var id = bed.docker("inspect", "--format", "{{.Id}}", "exec").ok().strip();
    var root =
        bed.daemon().execRoot().resolve("drivers/runtime/" + oci.name() + "/state").toString();
    var begin = System.nanoTime();
    call(List.of("docker", "--version"));
    call(List.of(runtime, "--root", root, "exec", id, "true"));
    return (System.nanoTime() - begin) / (double) MILLION;
  }

  private static void call(List<String> command) {
    Run.of(Map.of(), command).ok();
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    for (var i = 0; i < 10_000 && !condition.holds(); i++) {
      Thread.sleep(0, 500_000);
    }
    if (!condition.holds()) {
      throw new IllegalStateException("the container did not run");
    }
  }
}
