package org.jdock.registry.internal.source;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves a folder on the loopback; a path under {@code /broken} fails. */
final class WebServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  WebServer(Path folder) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          Path file = folder.resolve(path.substring(1));
          if (path.startsWith("/broken")) {
            exchange.sendResponseHeaders(500, -1);
          } else if (Files.isRegularFile(file)) {
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
          } else {
            exchange.sendResponseHeaders(404, -1);
          }
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
