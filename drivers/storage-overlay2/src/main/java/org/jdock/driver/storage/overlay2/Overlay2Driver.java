package org.jdock.driver.storage.overlay2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jdock.driver.support.snapshot.Content;
import org.jdock.driver.support.snapshot.SnapshotDriver;
import org.jdock.linux.SyscallException;
import org.jdock.linux.mount.FsContext;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.Probe;
import org.jdock.spi.storage.StorageDriver;
import org.osgi.service.component.annotations.Component;

/** Snapshots as directories that the kernel's overlay file system lays over one another. */
@Component(service = StorageDriver.class, property = "jdock.driver=overlay2")
public final class Overlay2Driver extends SnapshotDriver {
  private static final Path KNOWN = Path.of("/proc/filesystems");

  @Override
  public Probe probe() {
    try {
      return known() || loaded()
          ? Probe.ok()
          : Probe.no(
              "the kernel has no overlay file system (it is not in " + KNOWN + ")",
              "load it with 'modprobe overlay', or use another storage driver");
    } catch (IOException e) {
      return Probe.no("cannot read " + KNOWN + ": " + e.getMessage(), "mount /proc");
    }
  }

  private static boolean known() throws IOException {
    return Files.readAllLines(KNOWN).stream().anyMatch(l -> l.endsWith("\toverlay"));
  }

  /**
   * On a host that was just booted nobody had the kernel load its module yet: asking for it does.
   */
  private static boolean loaded() {
    try (FsContext _ = FsContext.open("overlay")) {
      return true;
    } catch (SyscallException e) {
      return false;
    }
  }

  @Override
  public Set<String> capabilities() {
    return Set.of(REBASE);
  }

  @Override
  protected Content content(DriverContext context) throws DriverException {
    BackingFileSystem.check(context.root());
    return new OverlayContent(OverlayOptions.supported());
  }
}
