package org.jdock.registry.internal.incoming;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.Drivers;
import org.jdock.linux.fs.FileStatus;
import org.jdock.linux.poll.FileEvent;
import org.jdock.linux.poll.Inotify;
import org.jdock.linux.poll.Poller;
import org.jdock.registry.internal.bundle.DriverJar;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Installs the jars that are laid into a directory, and upgrades to newer versions. A jar is looked
 * at when its writer has closed it or renamed it into place, and once at the start; then not again
 * until it changes, whatever came of it. One that goes changes nothing.
 */
@Component(
    service = {},
    immediate = true)
public final class IncomingDirectory {
  private static final Logger LOG = LogManager.getLogger(IncomingDirectory.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** The bundle that the launcher starts when all others run. */
  private static final String LAST = "org.jdock.http";

  private static final int OTHERS_WRITE = 022;
  private static final int WRITTEN =
      Inotify.CLOSE_WRITE | Inotify.MOVED_TO | Inotify.CREATE | Inotify.DELETE_SELF;

  /** All of the directory is to be looked at. */
  private static final String EVERYTHING = "";

  /** No file's name. */
  private static final String STOP = "/";

  private final Path directory;
  private final Supplier<Drivers> drivers;
  private final SeenFiles seen;
  private final LinkedBlockingQueue<String> changed = new LinkedBlockingQueue<>();
  private final Thread worker;
  private boolean stopped;
  private @Nullable Poller poller;
  private @Nullable Inotify inotify;

  /**
   * As below. The drivers are asked for when there is a jar, and when all of the engine runs: they
   * ask who uses them, and the users know each other in a circle that the launcher starts in order.
   */
  @Activate
  public IncomingDirectory(
      @Reference Settings settings,
      @Reference ComponentServiceObjects<Drivers> drivers,
      @Reference DriverRegistry registry,
      BundleContext context) {
    this(
        settings,
        () -> {
          awaitEngine(context);
          return drivers.getService();
        },
        registry::afterArrival);
  }

  private static void awaitEngine(BundleContext context) {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end
        && Arrays.stream(context.getBundles())
            .anyMatch(each ->
                String.valueOf(each.getSymbolicName()).equals(LAST)
                    && each.getState() != Bundle.ACTIVE)) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * Watches on a thread of its own.
   *
   * @param when called with what begins that
   */
  public IncomingDirectory(Settings settings, Supplier<Drivers> drivers, Consumer<Runnable> when) {
    this.directory = settings.drivers().directory();
    this.drivers = drivers;
    this.seen = new SeenFiles(settings.current().dataRoot().resolve("drivers/incoming.json"));
    this.worker = Thread.ofPlatform().name("drivers-incoming").daemon().unstarted(this::work);
    when.accept(this::begin);
  }

  private synchronized void begin() {
    if (!stopped) {
      worker.start();
    }
  }

  /** Looks at no more files; a change that is under way is waited for. */
  @Deactivate
  public void stop() throws InterruptedException {
    synchronized (this) {
      stopped = true;
    }
    changed.add(STOP);
    worker.join();
  }

  private void work() {
    try {
      watch();
      changed.add(EVERYTHING);
      for (String name = changed.take(); !name.equals(STOP); name = changed.take()) {
        if (name.equals(EVERYTHING)) {
          lookAtAll();
        } else {
          lookAt(directory.resolve(name));
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("{} is not watched for drivers any more: interrupted", directory);
    } catch (IOException e) {
      LOG.error("{} is not watched for drivers: {}", directory, e.getMessage());
    } finally {
      close();
    }
  }

  private void watch() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    // What is in there runs as the daemon's user: nobody else may put something in.
    FileStatus status = FileStatus.of(directory.toRealPath());
    if ((status.mode() & OTHERS_WRITE) != 0) {
      throw new IOException("others than its owner may write there (chmod go-w)");
    }
    if (status.uid() != 0 && status.uid() != FileStatus.of(Path.of("/proc/self")).uid()) {
      throw new IOException("it belongs to another user");
    }
    poller = Poller.open("drivers-incoming-poll");
    inotify = Inotify.open(poller);
    inotify.register(directory, WRITTEN, this::happened);
  }

  private void happened(FileEvent event) {
    String name = event.name();
    if (event.overflow()) {
      changed.add(EVERYTHING);
    } else if (event.gone()) {
      LOG.warn("{} is gone; it is not watched for drivers until a restart", directory);
    } else if (name != null && isJar(name)) {
      // One that is created is written to afterwards, unless it is a link.
      if ((event.mask() & Inotify.CREATE) == 0 || isLink(directory.resolve(name))) {
        changed.add(name);
      }
    }
  }

  private static boolean isLink(Path file) {
    try {
      return Files.isSymbolicLink(file) || FileStatus.of(file).links() > 1;
    } catch (IOException e) {
      return false; // gone already
    }
  }

  private static boolean isJar(String name) {
    return name.endsWith(".jar") && !name.startsWith(".");
  }

  private void lookAtAll() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (isJar(String.valueOf(file.getFileName()))) {
          lookAt(file);
        }
      }
    } catch (IOException e) {
      LOG.error("{} can't be read", directory, e);
    }
  }

  private void lookAt(Path file) {
    try {
      if (!Files.isRegularFile(file) || !seen.changed(file)) {
        return;
      }
      String outcome = bring(file);
      LOG.info("{}: {}", file, outcome);
      seen.remember(file, outcome);
    } catch (ProblemException e) {
      failed(file, e.getMessage());
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone again", file);
    } catch (IOException e) {
      failed(file, e.toString());
    } catch (RuntimeException e) {
      LOG.error("{}", file, e);
      failed(file, e.toString());
    }
  }

  private void failed(Path file, String reason) {
    LOG.error("{} is not taken in, until it changes: {}", file, reason);
    try {
      seen.remember(file, "failed: " + reason);
    } catch (IOException e) {
      LOG.warn("What became of {} can't be noted", file, e);
    }
  }

  private String bring(Path file) {
    DriverJar jar = DriverJar.read(file);
    Drivers all = drivers.get();
    List<DriverInfo> there =
        all.list().stream().filter(d -> d.bundle().equals(jar.symbolicName())).toList();
    if (there.isEmpty()) {
      return "installed " + names(all.install(file));
    }
    for (DriverInfo driver : there) {
      if (Version.parseVersion(driver.version()).compareTo(jar.version()) >= 0) {
        return "nothing to do, version " + driver.version() + " is there";
      }
    }
    return "upgraded to " + names(all.upgrade(file));
  }

  private static String names(List<DriverInfo> drivers) {
    return String.join(
        ", ", drivers.stream().map(d -> d.kind() + "/" + d.name() + " " + d.version()).toList());
  }

  private void close() {
    if (inotify != null) {
      inotify.close();
    }
    if (poller != null) {
      poller.close();
    }
  }
}
