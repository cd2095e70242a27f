package org.jdock.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.Pipe;
import org.jdock.linux.SyscallException;
import org.jdock.linux.poll.Poller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path tmp;

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String run(Spawn spawn) throws IOException {
    try (Child child = spawn.captureOutput().errorToOutput().start()) {
      var status = child.waitFor(LONG);
      return text(child.output(1 << 20)) + status.orElseThrow();
    }
  }

  @Test
  void statusAndOutput() throws IOException {
    assertEquals("out\nerr\n7", run(Spawn.of("sh", "-c", "echo out; echo err >&2; exit 7")));
    assertEquals("0", run(Spawn.of("/bin/true")));
    assertEquals("137", run(Spawn.of("sh", "-c", "kill -9 $$")));
  }

  @Test
  void inputEnvironmentAndDirectory() throws IOException {
    assertEquals("text0", run(Spawn.of("cat").input("text".getBytes(StandardCharsets.UTF_8))));
    assertEquals("0", run(Spawn.of("cat")), "/dev/null");
    assertEquals(
        "A=1\nB=x y\n0", run(Spawn.of("env").environment(Map.of("A", "1")).variable("B", "x y")));
    assertEquals(tmp + "\n0", run(Spawn.of("/bin/pwd").directory(tmp)));
    Path in = Files.writeString(tmp.resolve("in"), "file");
    try (Fd fd = Fd.open(in, OpenFlags.RDONLY)) {
      assertEquals("file0", run(Spawn.of("cat").input(fd)));
    }
  }

  @Test
  void outputToFiles() throws IOException {
    Path out = Files.writeString(tmp.resolve("out"), "a longer text than what comes");
    Path err = tmp.resolve("err");
    try (Child child = Spawn.of("sh", "-c", "echo 1; echo 2 >&2").output(out).error(err).start()) {
      assertEquals(OptionalInt.of(0), child.waitFor(LONG));
    }
    assertEquals("1\n", Files.readString(out));
    assertEquals("2\n", Files.readString(err));
  }

  @Test
  void onlyTheDescriptorsThatAreNamed() throws IOException {
    // Descriptors that are in the way of the child's numbers, and some that the JDK leaves open.
    try (Pipe one = Pipe.open();
        Pipe two = Pipe.open();
        var channel = Files.newByteChannel(Files.createFile(tmp.resolve("f")))) {
      assertTrue(channel.isOpen());
      Spawn spawn =
          Spawn.of(
              "sh",
              "-c",
              "echo one >&3; echo two >&4; ls /proc/$$/fd; true"); // no |: its pipe would show
      assertEquals(3, spawn.inherit(one.writer()));
      assertEquals(4, spawn.inherit(two.writer()));
      assertEquals("0\n1\n2\n3\n4\n0", run(spawn));
      assertEquals("one\n", read(one.reader()));
      assertEquals("two\n", read(two.reader()));
    }
  }

  private static String read(Fd fd) throws IOException {
    var buffer = ByteBuffer.allocate(100);
    assertTrue(fd.awaitReadable(LONG));
    int n = fd.read(buffer);
    return text(Arrays.copyOf(buffer.array(), Math.max(n, 0)));
  }

  @Test
  void aPipeWhoseNumberIsInTheEnvironment() throws IOException {
    try (Child child =
        Spawn.of("sh", "-c", "echo hello >&$_OCI_SYNCPIPE").pipe("_OCI_SYNCPIPE").start()) {
      assertEquals("hello\n", read(child.pipe()));
      assertEquals("", read(child.pipe()), "the end: this process has no writer open");
      assertEquals(OptionalInt.of(0), child.waitFor(LONG));
    }
  }

  @Test
  void aPipeOnAVirtualThread() throws Exception {
    try (Poller poller = Poller.open("test-poller");
        Child child =
            Spawn.of("sh", "-c", "sleep 0.1; echo hello >&$P; sleep 0.1; exit 3")
                .pipe("P")
                .start()) {
      var done = new CompletableFuture<String>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              assertTrue(poller.await(child.pipe(), Poller.READ, LONG));
              String said = read(child.pipe());
              done.complete(said + child.waitFor(poller, LONG).orElseThrow());
            } catch (Exception | Error e) {
              done.completeExceptionally(e);
            }
          });
      assertEquals("hello\n3", done.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void aSessionOfItsOwnAndDefaultSignals() throws IOException {
    String stat =
        "cut -d' ' -f6 /proc/$$/stat; echo $$; grep -E 'Sig(Blk|Ign|Cgt)' /proc/self/status";
    String[] lines = run(Spawn.of("sh", "-c", stat).newSession()).split("\n");
    assertEquals(lines[1], lines[0], "it leads its session");
    assertTrue(lines[2].endsWith("\t0000000000000000"), lines[2]);
    assertTrue(lines[3].endsWith("\t0000000000000000"), lines[3]);
    String[] same = run(Spawn.of("sh", "-c", stat)).split("\n");
    assertFalse(same[0].equals(same[1]));
  }

  @Test
  void whatCannotBeRunIsSaid() {
    var e = assertThrows(SyscallException.class, () -> Spawn.of("/no/such", "x").pipe("P").start());
    assertEquals("spawn /no/such: no such file or directory (ENOENT)", e.getMessage());
    var d =
        assertThrows(
            SyscallException.class, () -> Spawn.of("true").directory(Path.of("/absent")).start());
    assertEquals(Errno.ENOENT, d.errno());
    assertTrue(d.getMessage().contains("in /absent"));
  }

  @Test
  void signalsAndIdentity() throws Exception {
    try (Child child = Spawn.of("sleep", "600").start()) {
      long start = Processes.startTime(child.pid()).orElseThrow();
      assertTrue(Processes.isAlive(child.pid(), start));
      assertFalse(Processes.isAlive(child.pid(), start + 1));
      assertFalse(Processes.kill(child.pid(), start + 1, Signals.KILL), "another process");
      assertEquals(OptionalInt.empty(), child.exitStatus());
      assertEquals(OptionalInt.empty(), child.waitFor(Duration.ofMillis(1)));
      assertTrue(Processes.kill(child.pid(), start, Signals.TERM));
      assertTrue(child.pidFd().awaitExit(LONG));
      assertFalse(Processes.isAlive(child.pid(), start), "a zombie is not alive");
      assertEquals(OptionalInt.of(143), child.waitFor(LONG));
      assertEquals(OptionalInt.of(143), child.exitStatus(), "and is remembered");
      assertTrue(Processes.startTime(child.pid()).isEmpty());
      assertFalse(Processes.kill(child.pid(), Signals.KILL));
      assertFalse(Processes.kill(child.pid(), start, Signals.KILL));
      assertFalse(child.signal(Signals.KILL));
    }
  }

  @Test
  void endsAreToldByThePoller() throws Exception {
    try (Poller poller = Poller.open("test-poller");
        Child child = Spawn.of("sh", "-c", "read x").input(tmpFifo()).start();
        PidFd other = PidFd.open(child.pid())) {
      var ended = new CompletableFuture<Boolean>();
      try (var waiting = other.onExit(poller, () -> ended.complete(true))) {
        assertFalse(ended.isDone());
        assertTrue(child.signal(Signals.KILL));
        assertTrue(ended.get(20, TimeUnit.SECONDS));
        assertEquals(OptionalInt.of(137), child.waitFor(LONG));
      }
    }
    assertEquals(
        Errno.ESRCH, assertThrows(SyscallException.class, () -> PidFd.open(4_000_000)).errno());
  }

  private Fd tmpFifo() throws IOException {
    Path fifo = tmp.resolve("fifo");
    org.jdock.linux.fs.Nodes.fifo(fifo, 0600);
    return Fd.open(fifo, OpenFlags.RDWR);
  }

  @Test
  void howLongItTakes() throws IOException {
    var times = new double[60];
    var whole = new double[60];
    for (int i = 0; i < times.length; i++) {
      long t = System.nanoTime();
      try (Child child = Spawn.of(List.of("/bin/true")).pipe("P").start()) {
        times[i] = (System.nanoTime() - t) / 1e6;
        assertEquals(OptionalInt.of(0), child.waitFor(LONG));
        whole[i] = (System.nanoTime() - t) / 1e6;
      }
    }
    System.out.printf("spawn of /bin/true: first %.2f ms, ", times[0]);
    Arrays.sort(times);
    Arrays.sort(whole);
    System.out.printf("median %.2f ms, to its end %.2f ms%n", times[30], whole[30]);
  }
}
