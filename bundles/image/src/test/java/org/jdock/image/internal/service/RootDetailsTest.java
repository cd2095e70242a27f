package org.jdock.image.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdock.api.ProblemException;
import org.jdock.driver.storage.vfs.VfsDriver;
import org.jdock.image.internal.snapshot.RootMounts;
import org.jdock.spi.storage.StorageDriver;
import org.jdock.tck.TestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootDetailsTest {
  @TempDir Path root;

  @Test
  void aDriverIsAskedOnceUntilAnotherVersionServesOrTheRootIsRemoved() throws Exception {
    var asked = new AtomicInteger();
    try (var engine = new Engine(root)) {
      engine.registry.add("counted", counted(asked));
      var mounts = new RootMounts(engine.store.snapshots(), engine.store.workers());
      mounts.create("counted", "k", null);
      var details = mounts.details("counted", "k");
      assertEquals(1, details.size());
      assertEquals(details, mounts.details("counted", "k"));
      assertEquals(1, asked.get());

      mounts.forget("counted");
      assertEquals(details, mounts.details("counted", "k"));
      assertEquals(2, asked.get());

      mounts.remove("counted", "k");
      assertThrows(ProblemException.class, () -> mounts.details("counted", "k"));
    }
  }

  private StorageDriver counted(AtomicInteger asked) throws Exception {
    var vfs = new VfsDriver();
    vfs.open(TestContext.under(root.resolve("counted")));
    return (StorageDriver)
        Proxy.newProxyInstance(
            StorageDriver.class.getClassLoader(),
            new Class<?>[] {StorageDriver.class},
            (_, method, arguments) -> {
              if (method.getName().equals("mounts")) {
                asked.incrementAndGet();
              }
              try {
                return method.invoke(vfs, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
