package org.jdock.http.internal.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ListenersTest {
  @TempDir Path dir;

  @Test
  void theSocketIsForRootAndTheGroupOnly() throws IOException {
    var path = dir.resolve("run/s.sock");
    var group = group();
    try (var l = UnixListener.open(path, group)) {
      assertEquals("unix://" + path, l.address());
      assertEquals("rw-rw----", permissions(path));
      assertEquals("rwx--x---", permissions(path.getParent()));
      assertEquals(group, Files.getAttribute(path, "posix:group").toString());
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void withoutThatGroupItIsForRoot() throws IOException {
    var path = dir.resolve("s.sock");
    try (var _ = UnixListener.open(path, "no-such-group-here")) {
      assertEquals("rw-rw----", permissions(path));
      assertEquals(0, Files.getAttribute(path, "unix:gid"));
    }
  }

  /** A group of this host's other than root's. */
  private static String group() throws IOException {
    for (var line : Files.readAllLines(Path.of("/etc/group"))) {
      if (!line.startsWith("root:")) {
        return line.substring(0, line.indexOf(':'));
      }
    }
    throw new IOException("only one group on this host");
  }

  private static String permissions(Path p) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(p));
  }

  @Test
  void aStaleSocketIsReplacedALiveOneIsNot() throws IOException {
    var path = dir.resolve("s.sock");
    var stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    stale.bind(UnixDomainSocketAddress.of(path));
    stale.close();
    assertTrue(Files.exists(path));
    try (var _ = UnixListener.open(path, "docker")) {
      var e = assertThrows(IOException.class, () -> UnixListener.open(path, "docker"));
      assertEquals(
          path + " is in use by a running daemon (process " + ProcessHandle.current().pid() + ")",
          e.getMessage());
      assertTrue(Files.exists(path));
    }
  }

  @Test
  void whatIsNoSocketIsLeftAlone() throws IOException {
    var path = Files.writeString(dir.resolve("s.sock"), "precious");
    assertThrows(IOException.class, () -> UnixListener.open(path, "docker"));
    assertEquals("precious", Files.readString(path));
    var longName = dir.resolve("x".repeat(120));
    var e = assertThrows(IOException.class, () -> UnixListener.open(longName, "docker"));
    assertTrue(e.getMessage().contains("unix sockets allow 107"), e.getMessage());
  }

  @Test
  void clientsMayComeBeforeAnybodyServesAndAreKnownByTheirPid() throws Exception {
    var path = dir.resolve("s.sock");
    try (var l = UnixListener.open(path, "docker");
        var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      client.write(ByteBuffer.wrap(new byte[] {42}));
      var accepted = new LinkedBlockingQueue<Duplex>();
      l.serve(accepted::add);
      try (var d = accepted.take()) {
        assertEquals(new Peer(0, 0, (int) ProcessHandle.current().pid()), d.peer());
        assertEquals(42, d.in().read());
        client.shutdownOutput();
        assertEquals(-1, d.in().read());
        d.out().write(7);
        d.shutdownOutput();
        var b = ByteBuffer.allocate(2);
        assertEquals(1, client.read(b));
        assertEquals(-1, client.read(b));
      }
    }
  }

  @Test
  void oneConnectionIsReadAndWrittenAtTheSameTime() throws Exception {
    var path = dir.resolve("s.sock");
    try (var l = UnixListener.open(path, "docker");
        var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      var accepted = new LinkedBlockingQueue<Duplex>();
      l.serve(accepted::add);
      try (var d = accepted.take()) {
        var read = new LinkedBlockingQueue<Integer>();
        Thread.startVirtualThread(() -> read.add(readOne(d)));
        // More than the socket's buffer: the writer parks while the reader is parked.
        var big = new byte[4 << 20];
        var writer = Thread.startVirtualThread(() -> write(d, big));
        var b = ByteBuffer.allocate(big.length);
        while (b.hasRemaining()) {
          client.read(b);
        }
        writer.join();
        client.write(ByteBuffer.wrap(new byte[] {9}));
        assertEquals(9, read.poll(20, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void closingWakesWhoeverReads() throws Exception {
    var path = dir.resolve("s.sock");
    try (var l = UnixListener.open(path, "docker");
        var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      var accepted = new LinkedBlockingQueue<Duplex>();
      l.serve(accepted::add);
      var d = accepted.take();
      var read = new LinkedBlockingQueue<Integer>();
      Thread.startVirtualThread(() -> read.add(readOne(d)));
      assertEquals(null, read.poll(100, TimeUnit.MILLISECONDS));
      d.close();
      assertTrue(read.poll(20, TimeUnit.SECONDS) < 0);
      assertEquals(-1, client.read(ByteBuffer.allocate(1)));
    }
  }

  @Test
  void tcpTellsTheClientsDepartureAndLosesNoByteReadAhead() throws Exception {
    try (var l = TcpListener.open("127.0.0.1", 0);
        var client = new Socket("127.0.0.1", l.port())) {
      var accepted = new LinkedBlockingQueue<Duplex>();
      l.serve(accepted::add);
      try (var d = accepted.take()) {
        var gone = new LinkedBlockingQueue<String>();
        var w = d.onGone(() -> gone.add("first"));
        client.getOutputStream().write(new byte[] {1, 2, 3});
        assertEquals(1, d.in().read());
        w.close();
        assertEquals(2, d.in().read());
        assertEquals(3, d.in().read());
        d.onGone(() -> gone.add("second"));
        client.shutdownOutput();
        assertEquals("second", gone.poll(20, TimeUnit.SECONDS));
        assertEquals(-1, d.in().read());
        assertTrue(gone.isEmpty());
      }
    }
  }

  private static int readOne(Duplex d) {
    try {
      return d.in().read();
    } catch (IOException e) {
      return -2;
    }
  }

  private static void write(Duplex d, byte[] bytes) {
    try {
      d.out().write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
