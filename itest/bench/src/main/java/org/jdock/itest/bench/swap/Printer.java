package org.jdock.itest.bench.swap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.itest.bench.bed.Bed;

/** A container that prints numbered lines until it is told to stop, and the count last. */
final class Printer {
  private static final int BATCHES = 10;

  private final Bed bed;
  private final String name;

  /**
   * Lines of a log, against what was printed.
   *
   * @param printed how many lines the container says it printed
   * @param lost those that are missing
   * @param doubled those that came again or too late
   */
  record Check(long printed, long lost, long doubled) {}

  /** Starts one that prints so many lines a second, and at most so many in all. */
  Printer(Bed bed, String name, int perSecond, long most) {
    this.bed = bed;
    this.name = name;
    int batch = perSecond / BATCHES;
    var script =
        "i=0; while [ ! -e /stop ] && [ $i -lt "
            + most
            + " ]; do seq $((i+1)) $((i+"
            + batch
            + ")); i=$((i+"
            + batch
            + ")); usleep "
            + (900_000 / BATCHES)
            + "; done; echo end $i";
    bed.docker("run", "-d", "--name", name, "busybox", "sh", "-c", script).ok();
  }

  String name() {
    return name;
  }

  /** Reads along from now on, into a file, until the container has ended. */
  Process follow(Path into) throws IOException {
    return logs("-f").redirectOutput(into.toFile()).start();
  }

  private ProcessBuilder logs(String... options) {
    var command = new ArrayList<>(List.of("docker", "logs"));
    command.addAll(List.of(options));
    command.add(name);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(bed.daemon().clientEnvironment());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  void stop() {
    if (bed.docker("exec", name, "touch", "/stop").exit() == 0) {
      bed.docker("wait", name).ok();
    }
  }

  /** What its log holds. */
  Check check() throws IOException {
    return check(logs().start().getInputStream());
  }

  /** What a follower wrote. */
  Check check(Path followed) throws IOException {
    return check(Files.newInputStream(followed));
  }

  private Check check(InputStream log) throws IOException {
    long last = 0;
    long lost = 0;
    long doubled = 0;
    long printed = -1;
    try (var lines = new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("end ")) {
          printed = Long.parseLong(line.substring("end ".length()));
          continue;
        }
        long number = Long.parseLong(line);
        if (number <= last) {
          doubled++;
        } else {
          lost += number - last - 1;
          last = number;
        }
      }
    }
    if (printed < 0) {
      throw new IOException("the log of " + name + " ends after line " + last);
    }
    return new Check(printed, lost + printed - last, doubled);
  }
}
