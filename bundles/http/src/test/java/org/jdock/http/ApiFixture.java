package org.jdock.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The API on a unix socket and on TCP, over fakes. */
final class ApiFixture implements AutoCloseable {
  final FakeContainers containers = new FakeContainers();
  final FakeRest.FakeNetworks networks = new FakeRest.FakeNetworks();
  final FakeExecs execs = new FakeExecs(containers);
  final FakeImages images = new FakeImages();
  final FakeRest.FakeEvents events = new FakeRest.FakeEvents();
  final FakeRest.FakeVolumes volumes;
  final FakeDrivers drivers = new FakeDrivers();
  final List<String> served = new ArrayList<>();
  final Sockets sockets;
  final Path socket;
  private final ApiServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  ApiFixture(Path dir) throws IOException {
    socket = dir.resolve("run/jdock.sock");
    volumes = new FakeRest.FakeVolumes(dir);
    sockets = Sockets.open(List.of("unix://" + socket, "tcp://127.0.0.1:0"));
    server =
        new ApiServer(
            context(),
            sockets,
            containers,
            execs,
            images,
            networks,
            volumes,
            events,
            new FakeRest.FakeDaemon(),
            drivers);
  }

  /** A framework that knows one service. */
  private BundleContext context() {
    var registration =
        proxy(
            ServiceRegistration.class,
            (name, args) -> {
              served.add(name);
              return null;
            });
    return proxy(
        BundleContext.class,
        (name, args) -> {
          served.add(((Serving) args[1]).description());
          return registration;
        });
  }

  private interface Call {
    Object on(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> call.on(method.getName(), args)));
  }

  HttpResponse<String> call(String method, String path, String body, String... headers)
      throws Exception {
    var at = URI.create(sockets.addresses().get(1).replace("tcp:", "http:") + path);
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request = HttpRequest.newBuilder(at).method(method, publisher);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return call("GET", path, null);
  }

  SocketChannel connect(String text) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.ISO_8859_1));
    return channel;
  }

  static String head(InputStream in) throws IOException {
    var text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\n")) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("ended after " + text);
      }
      text.append((char) c);
    }
    return text.toString();
  }

  /** Runs the real CLI, and says its exit code and what it printed. */
  record Ran(int code, String out) {}

  Ran docker(String stdin, String... args) throws Exception {
    var command = new ArrayList<>(List.of("docker", "-H", "unix://" + socket));
    command.addAll(List.of(args));
    // Its output goes to a file: a read of its pipe would wait for as long as it lives.
    var out = Files.createTempFile("docker-cli", ".out");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      var feeder = Thread.startVirtualThread(() -> feed(process, stdin));
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException(
            "docker did not end: %s, after it said: %s".formatted(command, Files.readString(out)));
      }
      feeder.join();
      return new Ran(process.exitValue(), Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }

  private static void feed(Process process, String stdin) {
    try (var to = process.getOutputStream()) {
      to.write(stdin.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading all of it: its answer tells whether that is right.
    }
  }

  @Override
  public void close() {
    server.stop();
    sockets.close();
    client.close();
  }
}
