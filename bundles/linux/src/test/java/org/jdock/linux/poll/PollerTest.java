package org.jdock.linux.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.Pipe;
import org.jdock.linux.SyscallException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollerTest {
  @TempDir Path tmp;
  private Poller poller;

  @BeforeEach
  void open() throws IOException {
    poller = Poller.open("test-poller");
  }

  @AfterEach
  void close() {
    poller.close();
  }

  private static int next(BlockingQueue<Integer> queue) throws InterruptedException {
    Integer value = queue.poll(20, TimeUnit.SECONDS);
    assertNotNull(value, "nothing came");
    return value;
  }

  private static void write(Fd fd) throws IOException {
    assertEquals(1, fd.write(ByteBuffer.wrap(new byte[] {'x'})));
  }

  @Test
  void tellsOnceUntilArmedAgain() throws Exception {
    var told = new ArrayBlockingQueue<Integer>(10);
    try (Pipe pipe = Pipe.open();
        var r = poller.register(pipe.reader(), Poller.READ, told::add)) {
      write(pipe.writer());
      assertEquals(Poller.READ, next(told));
      write(pipe.writer());
      assertNull(told.poll(50, TimeUnit.MILLISECONDS), "not armed");
      r.arm(Poller.READ);
      assertEquals(Poller.READ, next(told));
      pipe.writer().close();
      r.arm(Poller.READ);
      assertEquals(Poller.READ | Poller.HANG_UP, next(told));
    }
  }

  @Test
  void isSilentOnceClosed() throws Exception {
    var told = new ArrayBlockingQueue<Integer>(10);
    try (Pipe pipe = Pipe.open()) {
      poller.register(pipe.reader(), Poller.READ, told::add).close();
      write(pipe.writer());
      assertNull(told.poll(50, TimeUnit.MILLISECONDS));
      try (var again = poller.register(pipe.reader(), Poller.READ, told::add)) {
        assertEquals(Poller.READ, next(told));
        var e =
            assertThrows(
                SyscallException.class, () -> poller.register(pipe.reader(), 0, told::add));
        assertEquals(Errno.EEXIST, e.errno());
        again.arm(Poller.READ);
        assertEquals(Poller.READ, next(told));
      }
    }
  }

  @Test
  void aBadCallbackHarmsNoOther() throws Exception {
    var told = new ArrayBlockingQueue<Integer>(10);
    try (Pipe bad = Pipe.open();
        Pipe good = Pipe.open();
        var one =
            poller.register(
                bad.reader(),
                Poller.READ,
                e -> {
                  throw new IllegalStateException("a test's: to be seen in the output");
                });
        var two = poller.register(good.reader(), Poller.READ, told::add)) {
      write(bad.writer());
      write(good.writer());
      assertEquals(Poller.READ, next(told));
    }
  }

  @Test
  void awaits() throws Exception {
    try (Pipe pipe = Pipe.open()) {
      assertFalse(poller.await(pipe.reader(), Poller.READ, Duration.ofMillis(10)));
      assertTrue(poller.await(pipe.writer(), Poller.WRITE, Duration.ofSeconds(20)));
      write(pipe.writer());
      assertTrue(poller.await(pipe.reader(), Poller.READ, Duration.ofSeconds(20)));
    }
    try (Fd file = Fd.open(Files.createFile(tmp.resolve("f")), OpenFlags.RDONLY)) {
      var e =
          assertThrows(
              SyscallException.class, () -> poller.await(file, Poller.READ, Duration.ofSeconds(1)));
      assertEquals(Errno.EPERM, e.errno());
    }
  }

  @Test
  void thousandsAtOnce() throws Exception {
    int count = 2000;
    var told = new ArrayBlockingQueue<Integer>(count);
    var pipes = new ArrayList<Pipe>();
    try {
      for (int i = 0; i < count; i++) {
        Pipe pipe = Pipe.open();
        pipes.add(pipe);
        poller.register(pipe.reader(), Poller.READ, told::add);
      }
      for (Pipe pipe : pipes) {
        write(pipe.writer());
      }
      for (int i = 0; i < count; i++) {
        assertEquals(Poller.READ, next(told));
      }
    } finally {
      pipes.forEach(Pipe::close);
    }
  }

  @Test
  void closesFromItsOwnThread() throws Exception {
    var told = new ArrayBlockingQueue<Integer>(1);
    try (Pipe pipe = Pipe.open();
        Poller other = Poller.open("test-other")) {
      other.register(
          pipe.reader(),
          Poller.READ,
          e -> {
            other.close();
            told.add(e);
          });
      write(pipe.writer());
      assertEquals(Poller.READ, next(told));
      assertThrows(IllegalStateException.class, () -> other.register(pipe.reader(), 0, told::add));
    }
  }
}
