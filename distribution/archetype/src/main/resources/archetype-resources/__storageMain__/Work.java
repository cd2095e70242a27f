package ${package};

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * A directory of one operation. Its name says which process made it, so that another process knows
 * whether somebody is still at work in it.
 */
record Work(Path path) implements AutoCloseable {
  static Work begin(Path parent) throws IOException {
    ProcessHandle me = ProcessHandle.current();
    String name = me.pid() + "-" + started(me) + "-" + UUID.randomUUID();
    return new Work(Files.createDirectory(parent.resolve(name)));
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
  }

  /** Deletes what processes that are gone have left. */
  static void sweep(Path parent) throws IOException {
    try (var all = Files.newDirectoryStream(parent)) {
      for (Path each : all) {
        if (!Thread.currentThread().isInterrupted() && !isAlive(String.valueOf(each.getFileName()))) {
          new Work(each).close();
        }
      }
    }
  }

  private static boolean isAlive(String name) {
    String[] part = name.split("-", 3);
    return part.length == 3
        && part[0].matches("\\d{1,10}")
        && ProcessHandle.of(Long.parseLong(part[0]))
            .filter(process -> Long.toString(started(process)).equals(part[1]))
            .isPresent();
  }

  @Override
  public void close() throws IOException {
    Tool.run("rm", "-rf", "--", path.toString());
  }
}
