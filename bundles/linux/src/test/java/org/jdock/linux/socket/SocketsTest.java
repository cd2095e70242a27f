package org.jdock.linux.socket;

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
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.SyscallException;
import org.jdock.linux.fs.Nodes;
import org.jdock.linux.poll.Poller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path tmp;

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ByteBuffer buffer) {
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 150})
  void packetsOverPathsOfAnyLength(int length) throws IOException {
    Path path = Files.createDirectories(tmp.resolve("d" + "x".repeat(length))).resolve("attach");
    try (var listener = SeqPacketListener.bind(path, 4);
        var client = SeqPacketSocket.connect(path);
        var server = listener.accept()) {
      client.send(bytes("one"));
      client.send(bytes("two"));
      var buffer = ByteBuffer.allocateDirect(100);
      assertEquals(3, server.receive(buffer));
      assertEquals("one", text(buffer));
      buffer.clear();
      assertEquals(3, server.tryReceive(buffer));
      assertEquals("two", text(buffer));
      buffer.clear();
      assertEquals(SeqPacketSocket.NOTHING, server.tryReceive(buffer));
      client.shutdownWrite();
      assertEquals(-1, server.receive(buffer));
      server.send(bytes("still heard"));
      var heap = ByteBuffer.allocate(100);
      assertEquals(11, client.receive(heap));
      assertEquals("still heard", text(heap));
    }
    var e = assertThrows(SyscallException.class, () -> SeqPacketSocket.connect(path));
    assertEquals(Errno.ECONNREFUSED, e.errno());
    assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
  }

  @Test
  void packetsThatDoNotFitAreToldOf() throws IOException {
    var pair = SeqPacketSocket.pair();
    try (var a = pair[0];
        var b = pair[1]) {
      a.send(bytes("0123456789"));
      var e = assertThrows(SyscallException.class, () -> b.receive(ByteBuffer.allocate(4)));
      assertEquals(Errno.EMSGSIZE, e.errno());
    }
  }

  @Test
  void sendingDoesNotBlockAndResumesByThePoller() throws Exception {
    var pair = SeqPacketSocket.pair();
    try (Poller poller = Poller.open("test-poller");
        var a = pair[0];
        var b = pair[1]) {
      var packet = ByteBuffer.allocate(8192);
      int sent = 0;
      while (a.trySend(packet)) {
        assertFalse(packet.hasRemaining());
        packet.clear();
        sent++;
      }
      assertEquals(8192, packet.remaining(), "nothing taken of what was not sent");
      assertTrue(sent > 0);
      assertFalse(poller.await(a.fd(), Poller.WRITE, Duration.ofMillis(10)));
      var in = ByteBuffer.allocate(8192);
      for (int i = 0; i < sent; i++) {
        assertEquals(8192, b.receive(in.clear()));
      }
      assertTrue(poller.await(a.fd(), Poller.WRITE, LONG));
      b.close();
      assertTrue(poller.await(a.fd(), Poller.READ, LONG));
      assertEquals(-1, a.tryReceive(in.clear()));
      var e = assertThrows(SyscallException.class, () -> a.send(bytes("x")));
      assertEquals(Errno.EPIPE, e.errno());
    }
  }

  @Test
  void fifos() throws Exception {
    Path fifo = tmp.resolve("ctl");
    Nodes.fifo(fifo, 0600);
    assertTrue(Fifos.openForWriting(fifo).isEmpty());
    assertFalse(Fifos.write(fifo, new byte[] {1}));
    var buffer = ByteBuffer.allocate(100);
    try (Fd reader = Fifos.openForReading(fifo)) {
      assertFalse(
          reader.awaitReadable(Duration.ofMillis(10)), "no writer yet: neither data nor end");
      assertTrue(Fifos.write(fifo, "2 0 0\n".getBytes(StandardCharsets.US_ASCII)));
      assertTrue(reader.awaitReadable(LONG));
      assertEquals(6, reader.read(buffer));
      assertEquals("2 0 0\n", text(buffer));
      assertEquals(-1, reader.read(buffer.clear()));
    }
    try (Fd both = Fifos.openForBoth(fifo)) {
      assertEquals(0, both.read(buffer.clear()));
      while (both.write(ByteBuffer.allocate(4096)) > 0) {
        assertTrue(both.awaitReadable(LONG));
      }
      assertFalse(Fifos.write(fifo, new byte[] {1}), "full");
    }
  }
}
