package org.jdock.container.internal.output;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How fast a spool of 100-byte lines goes into json-file, and through the parser alone. By hand:
 * {@code main}.
 */
final class Throughput {
  private Throughput() {}

  public static void main(String[] args) throws Exception {
    Path dir = Files.createTempDirectory("throughput");
    try (Rig rig = new Rig(dir)) {
      for (int round = 0; round < 5; round++) {
        OutputSpec spec = rig.spec(Rig.id(90 + round), false, false, round == 0 ? "none" : args[0]);
        String line = "2026-11-24T13:42:57.339926731+00:00 stdout F " + "x".repeat(99) + "\n";
        Files.writeString(spec.monitor().spool(), line.repeat(1_000_000));
        long size = Files.size(spec.monitor().spool());
        try (var outputs = new SpoolOutputs(rig.registry, Long.MAX_VALUE)) {
          ContainerOutput output = outputs.of(spec);
          long start = System.nanoTime();
          output.begin();
          output.finish();
          double seconds = (System.nanoTime() - start) / 1e9;
          System.out.printf(
              "%s: %.0f MB/s of spool, %.0f MB/s of output%n",
              spec.logDriver(), size / seconds / 1e6, 100.0 / seconds);
          output.discard();
        }
      }
    }
  }
}
