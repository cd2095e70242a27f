package org.jdock.launcher.settings;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;

/** Tells of changes in a folder, once for those that come close together. */
final class FolderWatch implements AutoCloseable {
  /** Editors write more than once; a half-written file is looked at again. */
  private static final int SETTLE_MILLIS = 100;

  private final WatchService watch;

  private FolderWatch(WatchService watch) {
    this.watch = watch;
  }

  /** Calls {@code changed}, on a thread of its own, at once and after each change. */
  static FolderWatch start(Path folder, Runnable changed) throws IOException {
    var watch = folder.getFileSystem().newWatchService();
    folder.register(
        watch,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE);
    Thread.ofVirtual()
        .name("watch " + folder)
        .start(() -> {
          try {
            changed.run();
            while (true) {
              var key = watch.take();
              Thread.sleep(SETTLE_MILLIS);
              key.pollEvents();
              key.reset();
              changed.run();
            }
          } catch (InterruptedException | ClosedWatchServiceException e) {
            // Closed.
            return;
          }
        });
    return new FolderWatch(watch);
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
