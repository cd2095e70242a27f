package org.jdock.linux.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.cgroup.ControlFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InotifyTest {
  @TempDir Path tmp;
  private Poller poller;
  private Inotify inotify;

  @BeforeEach
  void open() throws IOException {
    poller = Poller.open("test-poller");
    inotify = Inotify.open(poller);
  }

  @AfterEach
  void close() {
    inotify.close();
    poller.close();
  }

  private static FileEvent next(BlockingQueue<FileEvent> queue) throws InterruptedException {
    FileEvent e = queue.poll(20, TimeUnit.SECONDS);
    assertNotNull(e, "nothing came");
    return e;
  }

  @Test
  void tellsEachWatcherWhatItAskedFor() throws Exception {
    var created = new LinkedBlockingQueue<FileEvent>();
    var all = new LinkedBlockingQueue<FileEvent>();
    try (var one = inotify.register(tmp, Inotify.CREATE, created::add)) {
      var two = inotify.register(tmp, Inotify.CREATE | Inotify.DELETE | Inotify.MOVED_TO, all::add);
      Path file = Files.createFile(tmp.resolve("exit-42"));
      assertEquals(new FileEvent(Inotify.CREATE, "exit-42", 0), next(created));
      assertEquals(Inotify.CREATE, next(all).mask());
      Files.move(file, tmp.resolve("b"));
      assertEquals("b", next(all).name());
      Files.delete(tmp.resolve("b"));
      assertEquals(Inotify.DELETE, next(all).mask());
      assertTrue(created.isEmpty());
      two.close();
      Files.createFile(tmp.resolve("c"));
      assertEquals("c", next(created).name());
      assertTrue(all.isEmpty());
    }
    Files.createFile(tmp.resolve("d"));
    assertNull(created.poll(50, TimeUnit.MILLISECONDS));
  }

  @Test
  void watchesAFileToItsEnd() throws Exception {
    var told = new LinkedBlockingQueue<FileEvent>();
    Path file = Files.createFile(tmp.resolve("f"));
    try (var watch = inotify.register(file, Inotify.MODIFY | Inotify.DELETE_SELF, told::add)) {
      Files.writeString(
          file, "x", StandardOpenOption.APPEND); // one change, without a cut before it
      assertEquals(new FileEvent(Inotify.MODIFY, null, 0), next(told));
      Files.delete(file);
      assertEquals(Inotify.DELETE_SELF, next(told).mask());
      assertTrue(next(told).gone());
    }
    var e =
        assertThrows(
            SyscallException.class, () -> inotify.register(file, Inotify.MODIFY, told::add));
    assertEquals(Errno.ENOENT, e.errno());
  }

  @Test
  void thousandsOfWatches() throws Exception {
    int count = 3000;
    var told = new LinkedBlockingQueue<FileEvent>();
    var watches = new ArrayList<Inotify.Registration>();
    for (int i = 0; i < count; i++) {
      Path dir = Files.createDirectory(tmp.resolve("d" + i));
      watches.add(inotify.register(dir, Inotify.CREATE, told::add));
    }
    for (int i = 0; i < count; i++) {
      Files.createFile(tmp.resolve("d" + i).resolve("f" + i));
    }
    for (int i = 0; i < count; i++) {
      assertEquals("f" + i, next(told).name());
    }
    watches.forEach(Inotify.Registration::close);
    Files.createFile(tmp.resolve("d7/g"));
    assertNull(told.poll(50, TimeUnit.MILLISECONDS));
  }

  @Test
  void everyWatcherIsToldOfAnOverflow() throws Exception {
    var blocked = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var overflow = new LinkedBlockingQueue<FileEvent>();
    Path busy = Files.createDirectory(tmp.resolve("busy"));
    Path quiet = Files.createDirectory(tmp.resolve("quiet"));
    inotify.register(
        quiet,
        Inotify.CREATE,
        e -> {
          if (e.overflow()) {
            overflow.add(e);
          }
        });
    inotify.register(
        busy,
        Inotify.CREATE | Inotify.DELETE,
        e -> {
          blocked.countDown();
          try {
            go.await();
          } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
          }
        });
    int limit =
        Integer.parseInt(ControlFiles.read(Path.of("/proc/sys/fs/inotify/max_queued_events")));
    Files.createFile(busy.resolve("first"));
    assertTrue(blocked.await(20, TimeUnit.SECONDS));
    for (int i = 0; i <= limit / 2; i++) {
      Files.delete(Files.createFile(busy.resolve("f")));
    }
    Files.createFile(busy.resolve("last"));
    go.countDown();
    assertTrue(next(overflow).overflow());
  }
}
