package org.jdock.tck.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdock.linux.namespace.Namespaces;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.Netlink;

/**
 * A host of its own: a network namespace in which the driver works, and others as sandboxes. The
 * machine's own network is never touched.
 */
final class Lab {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Path directory;
  private final Path host;
  private final List<Path> namespaces = new ArrayList<>();
  private final List<AutoCloseable> servers = new ArrayList<>();

  Lab(Path directory) throws IOException {
    this.directory = directory;
    host = namespace("host");
  }

  /** Work in a namespace. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws Exception;
  }

  Path namespace(String name) throws IOException {
    Path file = directory.resolve(name + ".netns");
    Namespaces.createNetwork(file);
    namespaces.add(file);
    Namespaces.loopbackUp(file);
    return file;
  }

  void delete(Path namespace) throws IOException {
    Namespaces.delete(namespace);
    namespaces.remove(namespace);
  }

  <T> T onHost(Work<T> work) throws Exception {
    return in(host, work);
  }

  static <T> T in(Path namespace, Work<T> work) throws Exception {
    return Namespaces.<T, Exception>runIn(namespace, work::run);
  }

  /** Sends back, with a greeting in front, what anybody sends over TCP. */
  void echoTcp(Path namespace, int port, String greeting) throws Exception {
    ServerSocket server = in(namespace, () -> new ServerSocket(port, 50));
    servers.add(server);
    Thread.ofPlatform().daemon().name("tck-echo").start(() -> serve(server, greeting));
  }

  private static void serve(ServerSocket server, String greeting) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        byte[] line = line(socket.getInputStream());
        socket.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(line);
      } catch (IOException e) {
        if (!server.isClosed() && !(e instanceof SocketException)) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }

  private static byte[] line(InputStream in) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      bytes.write(b);
      if (b == '\n') {
        break;
      }
    }
    return bytes.toByteArray();
  }

  /** As {@link #echoTcp}, over UDP. */
  void echoUdp(Path namespace, int port, String greeting) throws Exception {
    DatagramSocket server = in(namespace, () -> new DatagramSocket(port));
    servers.add(server);
    Thread.ofPlatform().daemon().name("tck-echo").start(() -> serve(server, greeting));
  }

  private static void serve(DatagramSocket server, String greeting) {
    byte[] hello = greeting.getBytes(StandardCharsets.UTF_8);
    while (!server.isClosed()) {
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      try {
        server.receive(packet);
        server.send(new DatagramPacket(hello, hello.length, packet.getSocketAddress()));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }

  /** What an echo answers over TCP. */
  static String askTcp(Path from, String address, int port) throws Exception {
    return in(from, () -> askTcp(address, port));
  }

  /** What an echo answers to the host over TCP. */
  String askTcpFromHost(String address, int port) throws Exception {
    return onHost(() -> askTcp(address, port));
  }

  private static String askTcp(String address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("?\n".getBytes(StandardCharsets.UTF_8));
      return new String(line(socket.getInputStream()), StandardCharsets.UTF_8).strip();
    }
  }

  /** True when nobody accepts a connection, be it refused or lost. */
  static boolean unreachable(Path from, String address, int port) throws Exception {
    return in(
        from,
        () -> {
          try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), 400);
            return false;
          } catch (IOException e) {
            return true;
          }
        });
  }

  /** What an echo answers to the host over UDP. */
  String askUdpFromHost(String address, int port) throws Exception {
    return onHost(() -> {
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.send(
            new DatagramPacket(
                new byte[] {'?'}, 1, new InetSocketAddress(InetAddress.ofLiteral(address), port)));
        DatagramPacket answer = new DatagramPacket(new byte[100], 100);
        socket.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
      }
    });
  }

  Path host() {
    return host;
  }

  /** Links and firewall rules of the host, without counters. */
  Set<String> traces() throws Exception {
    return onHost(() -> {
      Set<String> all = new TreeSet<>();
      try (Netlink netlink = Netlink.open()) {
        netlink.links().stream().map(Link::name).forEach(all::add);
      }
      if (Files.exists(Path.of("/usr/sbin/iptables-save"))) {
        for (String line : run("/usr/sbin/iptables-save").split("\n", -1)) {
          if (line.startsWith("-A ") || line.matches(":\\S+ - .*")) {
            all.add(line.replaceAll(" \\[.*", ""));
          }
        }
      }
      return all;
    });
  }

  /** Runs a program where the calling thread is. */
  static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  void close() throws Exception {
    for (AutoCloseable server : servers) {
      server.close();
    }
    for (Path namespace : List.copyOf(namespaces)) {
      delete(namespace);
    }
  }
}
