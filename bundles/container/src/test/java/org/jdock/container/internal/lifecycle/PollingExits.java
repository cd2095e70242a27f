package org.jdock.container.internal.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdock.container.internal.exit.Exit;
import org.jdock.container.internal.exit.Exits;
import org.jdock.spi.runtime.MonitorFiles;

/** Stands in for the real one in tests. */
final class PollingExits implements Exits {
  @Override
  public Watch watch(MonitorFiles monitor, String id, int pid, Consumer<Exit> ended) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Path file = monitor.exitFile(id);
                while (!Files.exists(file) || Files.size(file) == 0) {
                  Thread.sleep(5);
                }
                FileTime time = Files.getLastModifiedTime(file);
                int code = Integer.parseInt(Files.readString(file).strip());
                ended.accept(new Exit(code, time.to(TimeUnit.NANOSECONDS), false));
              } catch (InterruptedException | IOException e) {
                Thread.currentThread().interrupt(); // given up
              }
            });
    return thread::interrupt;
  }

  @Override
  public void close() {}
}
