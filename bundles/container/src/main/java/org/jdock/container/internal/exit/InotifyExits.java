package org.jdock.container.internal.exit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jdock.container.internal.output.Notifier;
import org.jdock.linux.poll.Inotify;
import org.jdock.spi.runtime.MonitorFiles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Waits for exit files by one thread for all processes. */
@Component(service = Exits.class)
public final class InotifyExits implements Exits {
  private static final int APPEARS = Inotify.MOVED_TO | Inotify.CLOSE_WRITE;

  private final Notifier notifier = new Notifier("jdock-exits");
  private final Map<Path, Directory> directories = new HashMap<>();

  /** Starts nothing. */
  @Activate
  public InotifyExits() {}

  /** One directory of exit files, shared by those who watch in it. */
  private static final class Directory {
    private final Map<String, ExitWatch> watches = new HashMap<>();
    private final Inotify.Registration registration;

    Directory(Inotify inotify, Path path) throws IOException {
      registration =
          inotify.register(
              path,
              APPEARS,
              event -> {
                String name = event.name();
                if (event.overflow()) {
                  all().values().forEach(ExitWatch::look);
                } else if (name != null) {
                  ExitWatch watch = get(name);
                  if (watch != null) {
                    watch.look();
                  }
                }
              });
    }

    private synchronized Map<String, ExitWatch> all() {
      return Map.copyOf(watches);
    }

    private synchronized @org.jspecify.annotations.Nullable ExitWatch get(String name) {
      return watches.get(name);
    }

    private synchronized void put(String name, ExitWatch watch) {
      if (watches.putIfAbsent(name, watch) != null) {
        throw new IllegalStateException("exit file " + name + " is watched already");
      }
    }

    /** True when nobody is left. */
    private synchronized boolean remove(String name, ExitWatch watch) {
      watches.remove(name, watch);
      return watches.isEmpty();
    }
  }

  @Override
  public Watch watch(MonitorFiles monitor, String containerId, int pid, Consumer<Exit> ended) {
    Path path = monitor.exits();
    var watch = new ExitWatch(monitor, containerId, ended, w -> forget(path, containerId, w));
    try {
      synchronized (directories) {
        Directory directory = directories.get(path);
        if (directory == null) {
          directory = new Directory(notifier.inotify(), path);
          directories.put(path, directory);
        }
        directory.put(containerId, watch);
      }
      watch.start(notifier.poller(), pid);
      return watch;
    } catch (IOException e) {
      watch.close();
      throw new UncheckedIOException(e);
    }
  }

  private void forget(Path path, String name, ExitWatch watch) {
    synchronized (directories) {
      Directory directory = directories.get(path);
      if (directory != null && directory.remove(name, watch)) {
        directories.remove(path);
        directory.registration.close();
      }
    }
  }

  @Deactivate
  @Override
  public void close() {
    notifier.close();
  }
}
