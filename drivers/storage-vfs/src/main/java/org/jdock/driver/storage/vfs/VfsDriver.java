package org.jdock.driver.storage.vfs;

import org.jdock.driver.support.snapshot.Content;
import org.jdock.driver.support.snapshot.SnapshotDriver;
import org.jdock.spi.DriverContext;
import org.jdock.spi.Probe;
import org.jdock.spi.storage.StorageDriver;
import org.osgi.service.component.annotations.Component;

/** Snapshots as full copies: slow and large, and right on every file system. */
@Component(service = StorageDriver.class, property = "jdock.driver=vfs")
public final class VfsDriver extends SnapshotDriver {
  @Override
  public Probe probe() {
    return Tool.exists("cp")
        ? Probe.ok()
        : Probe.no("cp not found", "install the coreutils package");
  }

  @Override
  protected Content content(DriverContext context) {
    return new CopiedContent();
  }
}
