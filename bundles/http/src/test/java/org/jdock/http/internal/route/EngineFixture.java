package org.jdock.http.internal.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jdock.http.internal.hijack.StdCopy;
import org.jdock.http.internal.json.Json;
import org.jdock.http.internal.listen.Listener;
import org.jdock.http.internal.listen.UnixListener;
import org.jdock.http.internal.wire.HttpServer;
import org.jdock.http.internal.wire.Limits;
import org.jdock.http.internal.wire.ProblemMapper;

/** A server with a table of endpoints to test with, and a raw client. */
final class EngineFixture implements AutoCloseable {
  final Path socket;
  final HttpServer server;
  final LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();

  record Box(String name, int size) {}

  EngineFixture(Path dir) throws IOException {
    this(dir, Duration.ofSeconds(20));
  }

  EngineFixture(Path dir, Duration headTime) throws IOException {
    socket = dir.resolve("run/jdock.sock");
    var limits =
        new Limits(8 << 10, 50, 32 << 10, 1 << 20, headTime, 64 << 10, Duration.ofSeconds(1));
    server =
        new HttpServer(
            limits,
            Router.headers("jdock/test (linux)"),
            new Router(new Json(), routes(), MissingEndpoints.all()),
            t -> new ProblemMapper.Answer(500, String.valueOf(t.getMessage())));
    serve(UnixListener.open(socket, "docker"));
  }

  void serve(Listener listener) {
    server.serve(listener);
  }

  private List<Route> routes() {
    var all = new ArrayList<Route>();
    all.add(new Route("GET", "/_ping", (q, r) -> r.text(200, "OK")));
    all.add(new Route("HEAD", "/_ping", (q, r) -> r.text(200, "OK")));
    all.add(
        new Route(
            "GET",
            "/version",
            (q, r) ->
                r.json(
                    200,
                    Map.of(
                        "Version",
                        "t",
                        "ApiVersion",
                        "1.47",
                        "MinAPIVersion",
                        "1.40",
                        "Os",
                        "linux",
                        "Arch",
                        "amd64"))));
    all.add(new Route("GET", "/images/json", (q, r) -> r.text(200, "list")));
    all.add(new Route("GET", "/images/{name:.*}/json", (q, r) -> r.text(200, q.path("name"))));
    all.add(
        new Route(
            "GET",
            "/numbers",
            (q, r) -> r.list(200, IntStream.range(0, q.integer("n", 3)).boxed().iterator())));
    all.add(
        new Route(
            "POST",
            "/count",
            (q, r) -> {
              long n = 0;
              var b = new byte[65536];
              for (int k; (k = q.body().read(b)) >= 0; ) {
                n += k;
              }
              r.text(200, Long.toString(n));
            }));
    all.add(new Route("POST", "/ignore", (q, r) -> r.noContent()));
    all.add(new Route("POST", "/box", (q, r) -> r.json(201, q.json(Box.class))));
    all.add(
        new Route(
            "GET",
            "/broken",
            (q, r) -> {
              try (var out = r.stream("text/plain")) {
                out.write("half".getBytes(StandardCharsets.UTF_8));
                if (q.flag("sent")) {
                  out.flush();
                }
                throw new IllegalStateException("no luck");
              }
            }));
    all.add(
        new Route(
            "GET",
            "/events",
            (q, r) -> {
              var end = new CountDownLatch(1);
              r.onClientGone(() -> {
                ended.add("gone");
                end.countDown();
              });
              r.onStop(() -> {
                ended.add("stop");
                end.countDown();
              });
              r.stream(Response.JSON).flush();
              end.await();
            }));
    all.add(
        new Route(
            "POST",
            "/echo",
            (q, r) -> {
              var raw = r.hijack(Response.RAW_STREAM);
              long n = 0;
              var b = new byte[8192];
              for (int k; (k = raw.in().read(b)) >= 0; n += k) {
                raw.out().write(b, 0, k);
              }
              raw.out().write(("eof after " + n).getBytes(StandardCharsets.UTF_8));
            }));
    all.add(
        new Route(
            "POST",
            "/short",
            (q, r) -> {
              var mux = new StdCopy(r.hijack(Response.MULTIPLEXED_STREAM).out());
              mux.stderr().write("bye".getBytes(StandardCharsets.UTF_8));
            }));
    return all;
  }

  @Override
  public void close() {
    server.stop(Duration.ofSeconds(2));
  }

  Client connect() throws IOException {
    var ch = SocketChannel.open(StandardProtocolFamily.UNIX);
    ch.connect(UnixDomainSocketAddress.of(socket));
    return new Client(ch);
  }

  /** Bytes to and from the server, unadorned. */
  record Client(SocketChannel channel) implements AutoCloseable {
    Client send(String text) throws IOException {
      Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    }

    Client get(String path) throws IOException {
      return send("GET " + path + " HTTP/1.1\r\nHost: d\r\n\r\n");
    }

    InputStream in() {
      return Channels.newInputStream(channel);
    }

    String until(String mark) throws IOException {
      var text = new StringBuilder();
      var in = in();
      while (!text.toString().endsWith(mark)) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("ended without " + mark + ": " + text);
        }
        text.append((char) c);
      }
      return text.toString();
    }

    String head() throws IOException {
      return until("\r\n\r\n");
    }

    /** A whole answer with a Content-Length: the body. */
    String body() throws IOException {
      return bodyOf(head());
    }

    String bodyOf(String head) throws IOException {
      int at = head.indexOf("Content-Length: ");
      int n = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
      return new String(in().readNBytes(n), StandardCharsets.UTF_8);
    }

    String rest() throws IOException {
      return new String(in().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
