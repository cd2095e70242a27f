package org.jdock.tck.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.StorageDriver;
import org.jdock.tck.TestContext;

/** A process that makes, commits and removes snapshots until it is killed. */
final class CrashChild {
  static final String READY = "ready";
  static final String MARK = "marked";

  private CrashChild() {}

  /** Arguments: the suite's class, the directory of its test. */
  public static void main(String[] args) throws Exception {
    StorageDriverTck suite =
        Class.forName(args[0]).asSubclass(StorageDriverTck.class).getConstructor().newInstance();
    StorageDriver driver = suite.newDriver();
    driver.open(TestContext.under(Path.of(args[1])));
    System.out.println(READY);
    String last = null;
    for (int i = 0; ; i++) {
      for (Mount mount : driver.prepare("k" + i, null)) {
        mark(mount);
      }
      driver.commit("n" + i, "k" + i, null);
      driver.prepare("c" + i, "n" + i);
      if (last != null) {
        driver.remove("c" + last);
        driver.remove("n" + last);
      }
      last = "" + i;
    }
  }

  /** Mounting here would outlive the process; a bind mount's source can be written to as it is. */
  private static void mark(Mount mount) throws Exception {
    if (!mount.type().equals("bind")) {
      throw new IllegalStateException("a snapshot on nothing is expected to be a directory");
    }
    Files.writeString(Path.of(mount.source()).resolve(MARK), "text");
  }
}
