package org.jdock.linux.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.jdock.linux.mount.Mounts;
import org.jdock.linux.net.Netlink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespacesTest {
  @TempDir Path tmp;

  private static String mine() throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
  }

  @Test
  void aNamespaceIsKeptByItsFile() throws IOException {
    Path file = tmp.resolve("net");
    String before = mine();
    Namespaces.createNetwork(file);
    try {
      assertTrue(Mounts.isMountPoint(file));
      assertThrows(FileAlreadyExistsException.class, () -> Namespaces.createNetwork(file));
      String inside = Namespaces.runIn(file, NamespacesTest::mine);
      assertNotEquals(before, inside);
      assertEquals(inside, Namespaces.runIn(file, NamespacesTest::mine));
      assertEquals(before, mine());
      boolean down =
          Namespaces.runIn(
              file,
              () -> {
                try (Netlink n = Netlink.open()) {
                  return !n.link("lo").orElseThrow().up();
                }
              });
      assertTrue(down);
      Namespaces.loopbackUp(file);
    } finally {
      Namespaces.delete(file);
    }
    assertFalse(Files.exists(file));
    Namespaces.delete(file);
  }

  @Test
  void aSocketStaysWhereItWasOpened() throws IOException {
    Path file = tmp.resolve("net");
    Namespaces.createNetwork(file);
    try {
      Namespaces.loopbackUp(file);
      InetAddress local = InetAddress.getByName("127.0.0.1");
      try (ServerSocketChannel inside =
          Namespaces.runIn(
              file, () -> ServerSocketChannel.open().bind(new InetSocketAddress(local, 0)))) {
        int port = ((InetSocketAddress) inside.getLocalAddress()).getPort();
        try (ServerSocket outside = new ServerSocket(port, 1, local)) {
          assertEquals(port, outside.getLocalPort(), "the same port is free out here");
        }
      }
    } finally {
      Namespaces.delete(file);
    }
  }

  @Test
  void whatATaskThrowsComesThrough() {
    assertThrows(
        TimeoutException.class,
        () ->
            Namespaces.runInNew(
                Namespaces.NET,
                () -> {
                  throw new TimeoutException();
                }));
    assertThrows(IOException.class, () -> Namespaces.runIn(tmp.resolve("absent"), () -> true));
  }

  @Test
  void anInterruptReachesTheTask() throws Exception {
    Thread.currentThread().interrupt();
    boolean told =
        Namespaces.runInNew(
            Namespaces.NET,
            () -> {
              try {
                Thread.sleep(60_000);
                return false;
              } catch (InterruptedException e) {
                return true;
              }
            });
    assertTrue(Thread.interrupted(), "and is kept");
    assertTrue(told);
  }

  @Test
  void worksFromAVirtualThread() throws Exception {
    var seen = new java.util.concurrent.CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            seen.complete(
                Namespaces.runInNew(Namespaces.NET, () -> !Thread.currentThread().isVirtual()));
          } catch (IOException e) {
            seen.completeExceptionally(e);
          }
        });
    assertTrue(seen.get());
  }
}
