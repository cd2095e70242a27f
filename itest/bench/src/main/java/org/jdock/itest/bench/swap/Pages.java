package org.jdock.itest.bench.swap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdock.linux.namespace.Namespaces;

/** Pages asked for through a published port, a connection each, from the daemon's namespace. */
final class Pages implements AutoCloseable {
  private static final int WORKERS = 2;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: web\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final List<Thread> workers = new ArrayList<>();
  private final int port;
  private volatile Tally tally = new Tally();
  private volatile boolean stopped;

  /** Begins at once. */
  Pages(Path namespace, int port, int perSecond) {
    this.port = port;
    for (var i = 0; i < WORKERS; i++) {
      workers.add(
          Thread.ofPlatform()
              .name("pages")
              .start(() -> {
                try {
                  Namespaces.runIn(namespace, () -> ask(perSecond / WORKERS));
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              }));
    }
  }

  /** Begins to count anew; what was counted until now. */
  Tally turn() {
    var old = tally;
    tally = new Tally();
    return old;
  }

  private boolean ask(int perSecond) throws InterruptedException {
    var pace = TimeUnit.SECONDS.toNanos(1) / perSecond;
    while (!stopped) {
      var begin = System.nanoTime();
      tally.time(this::page);
      TimeUnit.NANOSECONDS.sleep(pace - (System.nanoTime() - begin));
    }
    return true;
  }

  private void page() throws IOException {
    try (var socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST);
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      if (!answer.startsWith("HTTP/1.1 200") || !answer.contains("</html>")) {
        throw new IOException("answer: " + answer);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    for (var worker : workers) {
      worker.join();
    }
  }
}
